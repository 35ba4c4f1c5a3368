package katas.ratelimiter.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

    private final AtomicLong sent = new AtomicLong();
    private final ClientResources resources;
    private final RedisClient client;
    private final RedisLink link;
    private final ChangeLog changes;
    private final RedisPolicies policies;
    private final RedisRateLimiter limiter;
    private final Pulse pulse;

    private RedisReplica(
            RedisURI redis, Duration deadline, PolicyFormat format, List<StoreWatch> watches, NettyCustomizer netty) {
        resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(Duration.ofMillis(100)))
                .nettyCustomizer(netty)
                .build();
        client = RedisClient.create(resources, redis);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        client.addListener(new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                // the pulse has a thread of its own
                if (!Thread.currentThread().getName().equals("pulse")) {
                    sent.incrementAndGet();
                }
            }
        });
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
        return new RedisReplica(RedisURI.create(redis.uri()), PATIENT, format, List.of(), new FlushConsolidation());
    }

    public static RedisReplica withoutFlushConsolidation(RedisHandle redis) {
        return new RedisReplica(
                RedisURI.create(redis.uri()), PATIENT, new NoPolicyFormat(), List.of(), new NettyCustomizer() {});
    }

    /**
     * Starts a replica that gives Redis so long to answer, and whose watch hears of every pulse. It sees no replica but
     * those that were started like it: they have a database of Redis to themselves.
     */
    public static RedisReplica of(RedisHandle redis, Duration deadline, StoreWatch watch) {
        return new RedisReplica(
                RedisURI.create(redis.uri() + "/1"),
                deadline,
                new NoPolicyFormat(),
                List.of(watch),
                new FlushConsolidation());
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

    /** Returns how many commands this replica sends while the action runs, its pulse left aside. */
    public long commandsDuring(Runnable action) {
        long before = sent.get();
        action.run();
        return sent.get() - before;
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
