package katas.shopping.effect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from the log, understood or not. Its bytes are characters here, one each, so that none is lost.
 *
 * @param key the bytes of the key
 * @param headers the bytes of each, by its name; the last of a name counts
 * @param value the bytes of the value
 */
public record RawRecord(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        Map<String, String> headers,
        @Nullable String value) {

    /** Returns bytes as characters. */
    public static String ofBytes(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Returns what bytes that are characters mean in UTF-8; nothing if nothing. */
    public static Optional<String> decode(@Nullable String bytes) {
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(decoder.decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Returns where it is, which is nowhere else: its name among the dead letters. */
    public String position() {
        return topic + "/" + partition + "/" + offset;
    }

    /** Returns what it must stay in order with; without a key that can be read it is alone. */
    String sequenceKey() {
        return decode(key).orElseGet(this::position);
    }
}
