package katas.shopping;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Says where something lives: in one of 16 shards, which are slots of Redis and partitions of Kafka alike.
 *
 * <p>What must change together has the same shard, and messages about one thing stay in order.
 */
public final class Shards {
    /** How many there are. To change this is to move everything. */
    public static final int COUNT = 16;

    private Shards() {}

    /** Returns the shard, from 0 to 15, of what has this key. */
    public static int of(String key) {
        var crc = new CRC32();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % COUNT);
    }
}
