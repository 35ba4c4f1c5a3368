package katas.ratelimiter.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import katas.lab.testing.RedisHandle;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Changes;
import katas.ratelimiter.Policies;
import katas.ratelimiter.PolicyDefinition;
import katas.ratelimiter.PolicyFormat;
import katas.ratelimiter.Replicas;
import katas.ratelimiter.StoreWatch;

/** The half of a replica that talks to Redis, with connections and a pulse of its own, and no web. */
public final class RedisReplica implements AutoCloseable {
    /** So long that a busy machine is not taken for an outage. */
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private static final Duration PULSE = Duration.ofMillis(100);

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisLink link;
    private final ChangeLog changes;
    private final RedisPolicies policies;
    private final RedisRateLimiter limiter;
    private final Pulse pulse;

    private RedisReplica(
            RedisHandle redis,
            Duration deadline,
            PolicyFormat format,
            List<StoreWatch> watches,
            NettyCustomizer netty) {
        resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(Duration.ofMillis(100)))
                .nettyCustomizer(netty)
                .build();
        client = RedisClient.create(resources, RedisURI.create(redis.uri()));
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        link = new RedisLink(client, deadline);
        changes = new ChangeLog(link);
        policies = new RedisPolicies(link, changes, format, Algorithm.TOKEN_BUCKET, List.of());
        limiter = new RedisRateLimiter(link, changes);
        pulse = new Pulse(link, changes, policies, watches, PULSE);
        pulse.start();
    }

    public static RedisReplica of(RedisHandle redis) {
        return of(redis, new NoPolicyFormat());
    }

    static RedisReplica of(RedisHandle redis, PolicyFormat format) {
        return new RedisReplica(redis, PATIENT, format, List.of(), new FlushConsolidation());
    }

    public static RedisReplica withoutFlushConsolidation(RedisHandle redis) {
        return new RedisReplica(redis, PATIENT, new NoPolicyFormat(), List.of(), new NettyCustomizer() {});
    }

    /** Starts a replica that gives Redis so long to answer, and whose watch hears of every pulse. */
    public static RedisReplica of(RedisHandle redis, Duration deadline, StoreWatch watch) {
        return new RedisReplica(redis, deadline, new NoPolicyFormat(), List.of(watch), new FlushConsolidation());
    }

    public RedisRateLimiter limiter() {
        return limiter;
    }

    public RedisLink link() {
        return link;
    }

    public Changes changes() {
        return changes;
    }

    public Replicas replicas() {
        return pulse;
    }

    Policies policies() {
        return policies;
    }

    /** Lets Redis hear of callers alone, so that its count of commands is theirs. */
    public void stopPulse() {
        pulse.stop();
    }

    @Override
    public void close() {
        pulse.stop();
        link.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }

    private static final class NoPolicyFormat implements PolicyFormat {
        @Override
        public String write(PolicyDefinition definition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PolicyDefinition read(String text) {
            throw new UnsupportedOperationException();
        }
    }
}
