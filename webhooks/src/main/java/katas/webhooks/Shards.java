package katas.webhooks;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Says where a tenant's data live: all of them in one of 16 shards, which are slots of Redis.
 *
 * <p>What must change together has the same shard, and with one shard a tenant that is true of all it has: an endpoint, its
 * queue, the messages in it. The price is that a tenant cannot outgrow one node.
 */
public final class Shards {
    /** How many there are. To change this is to move everything. */
    public static final int COUNT = 16;

    private Shards() {}

    /** Returns the shard, from 0 to 15, of this tenant. */
    public static int of(String tenant) {
        var crc = new CRC32();
        crc.update(tenant.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % COUNT);
    }
}
