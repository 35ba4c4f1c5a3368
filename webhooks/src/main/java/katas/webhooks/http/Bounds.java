package katas.webhooks.http;

import java.time.Duration;

/**
 * What an attempt may cost.
 *
 * @param total longest time from the name's lookup to the answer's last byte
 * @param connect longest wait for a name's addresses, and for a connection to each
 * @param connections how many there may be at once: as many as there are attempts, so that none waits for another
 */
record Bounds(Duration total, Duration connect, int connections) {
    /** Whatever comes counts: handshake, header, chunks, trailers. */
    static final int READ_BYTES = 64 * 1_024;

    static final int HEADER_LINE_BYTES = 8 * 1_024;
    static final int HEADER_LINES = 100;
}
