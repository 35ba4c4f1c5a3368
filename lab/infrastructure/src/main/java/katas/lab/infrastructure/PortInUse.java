package katas.lab.infrastructure;

/** Thrown before a server starts on a port that somebody else holds. */
public final class PortInUse extends RuntimeException {
    private final int port;

    PortInUse(String server, int port) {
        super("%s cannot start: port %d is in use by another process".formatted(server, port));
        this.port = port;
    }

    /** The port that is taken. */
    public int port() {
        return port;
    }
}
