package katas.webhooks.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import katas.webhooks.Digests;

/** Tells whether two requests ask for the same. */
final class Fingerprint {
    private Fingerprint() {}

    /** Returns 64 hexadecimal digits that are others if anything is: each part goes in with its length. */
    static String of(NewMessage sent) {
        var key = sent.key() == null ? List.<byte[]>of() : List.of(sent.key().getBytes(UTF_8));
        var parts = Stream.concat(
                Stream.of(
                        sent.eventType().name().getBytes(UTF_8), sent.payload().bytes()),
                key.stream());
        var measured = parts.flatMap(part -> Stream.of(length(part), part)).toArray(byte[][]::new);
        return HexFormat.of().formatHex(Digests.sha256(measured));
    }

    private static byte[] length(byte[] part) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array();
    }
}
