package katas.urlshortener;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Says which of 16 shards a code belongs to, for ever.
 *
 * <p>What is stored and what is logged of a code keep to it alike: whoever counts the clicks of a shard finds all their
 * links in one place.
 */
public final class Shards {
    public static final int COUNT = 16;

    private Shards() {}

    /** Returns a code's shard, from 0 to below {@link #COUNT}. */
    public static int of(String code) {
        var crc = new CRC32();
        crc.update(code.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % COUNT);
    }
}
