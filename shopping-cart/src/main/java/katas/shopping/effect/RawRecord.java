package katas.shopping.effect;

import java.util.Map;
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

    /** Returns where it is, which is nowhere else: its name among the dead letters. */
    public String position() {
        return topic + "/" + partition + "/" + offset;
    }
}
