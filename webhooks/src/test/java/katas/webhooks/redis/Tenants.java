package katas.webhooks.redis;

import java.util.stream.IntStream;
import katas.webhooks.Shards;

/** Names of tenants. */
final class Tenants {
    private Tenants() {}

    /** Returns another tenant of the same shard. */
    static String beside(String tenant) {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> "other-" + number)
                .filter(other -> Shards.of(other) == Shards.of(tenant))
                .findFirst()
                .orElseThrow();
    }
}
