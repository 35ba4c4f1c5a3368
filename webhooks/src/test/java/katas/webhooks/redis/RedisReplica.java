package katas.webhooks.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import katas.lab.testing.RedisHandle;

/** The half of a process that talks to Redis, with a connection of its own, and no web. */
public final class RedisReplica implements AutoCloseable {
    /** So long that a busy machine is not taken for an outage. */
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisLink link;
    private final RedisKeys keys;

    private RedisReplica(RedisHandle redis, RedisKeys keys, Duration deadline) {
        resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(Duration.ofMillis(20)))
                .build();
        client = RedisClient.create(resources, RedisURI.create(redis.uri()));
        client.setOptions(RedisConfiguration.options());
        link = new RedisLink(client, deadline);
        this.keys = keys;
    }

    /** Returns a replica whose keys are nobody else's. */
    public static RedisReplica of(RedisHandle redis) {
        return of(redis, new RedisKeys("test-" + UUID.randomUUID()));
    }

    /** Returns one of several replicas that share their keys. */
    public static RedisReplica of(RedisHandle redis, RedisKeys keys) {
        return of(redis, keys, PATIENT);
    }

    public static RedisReplica of(RedisHandle redis, RedisKeys keys, Duration deadline) {
        var replica = new RedisReplica(redis, keys, deadline);
        replica.link.connect();
        return replica;
    }

    public RedisLink link() {
        return link;
    }

    public RedisClient client() {
        return client;
    }

    public RedisKeys keys() {
        return keys;
    }

    @Override
    public void close() {
        link.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
