package katas.vending.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import katas.lab.testing.RedisHandle;
import katas.vending.BoundedChange;
import katas.vending.Controller;
import katas.vending.StoreUnavailable;
import katas.vending.Timeouts;
import org.awaitility.Awaitility;

/**
 * The half of a replica that talks to Redis, with a connection of its own, and no web. Its database is not that of the
 * services, whose tickers would find its machines due.
 */
public final class RedisReplica implements AutoCloseable {
    /** So long that a busy machine is not taken for an outage. */
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisLink link;

    private final AtomicLong scripts = new AtomicLong();

    private RedisReplica(RedisHandle redis, Duration deadline) {
        resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(Duration.ofMillis(20)))
                .build();
        client = RedisClient.create(resources, RedisURI.create(redis.uri() + "/1"));
        client.setOptions(RedisConfiguration.options());
        client.addListener(new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                if (event.getCommand().getType().toString().startsWith("EVAL")) {
                    scripts.incrementAndGet();
                }
            }
        });
        link = new RedisLink(client, deadline);
    }

    public static RedisReplica of(RedisHandle redis) {
        return of(redis, PATIENT);
    }

    static RedisReplica of(RedisHandle redis, Duration deadline) {
        var replica = new RedisReplica(redis, deadline);
        replica.link.connect();
        return replica;
    }

    static RedisReplica unconnected(RedisHandle redis) {
        return new RedisReplica(redis, PATIENT);
    }

    public RedisLink link() {
        return link;
    }

    /** Returns a fleet that nothing stops. */
    public RedisFleet fleet() {
        return fleet(Timeouts.USUAL, Passage.FREE);
    }

    public RedisFleet fleet(Timeouts timeouts, Passage passage) {
        return new RedisFleet(link, new Controller(new BoundedChange(), timeouts), passage);
    }

    /** Returns how many scripts this replica has asked Redis to run. */
    long scripts() {
        return scripts.get();
    }

    /** Asks again until there is an answer. */
    <T> T insistently(Supplier<T> question) {
        while (true) {
            try {
                return question.get();
            } catch (StoreUnavailable e) {
                awaitAnswer();
            }
        }
    }

    /** Returns when Redis answers this replica again. */
    void awaitAnswer() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .ignoreException(StoreUnavailable.class)
                .until(() -> link.call(commands -> commands.ping()).equals("PONG"));
    }

    @Override
    public void close() {
        link.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
