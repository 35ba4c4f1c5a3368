package server;

final class Client {}
