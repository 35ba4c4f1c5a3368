package katas.lab.infrastructure;

/** Thrown when a server ended, refused its data or stayed silent; the message says what to do where that is known. */
public final class ServerDidNotStart extends RuntimeException {
    ServerDidNotStart(String message) {
        super(message);
    }
}
