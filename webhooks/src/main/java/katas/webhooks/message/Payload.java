package katas.webhooks.message;

import java.util.Arrays;

/** The body of a message, to the byte as it came: a signature covers bytes, not what they mean. */
public final class Payload {
    /** What an endpoint can be expected to take. */
    public static final int MAX_BYTES = 256 * 1_024;

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Wraps bytes, which nobody changes from now on.
     *
     * @throws IllegalArgumentException if there are more than 262,144
     */
    public static Payload of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a payload must have at most %d bytes, had %d".formatted(MAX_BYTES, bytes.length));
        }
        return new Payload(bytes);
    }

    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Says how long it is: what is in it is nobody's business here. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
