import static org.awaitility.Awaitility.await;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import katas.lab.infrastructure.FreePorts;
import katas.lab.infrastructure.TcpProxy;
import katas.lab.testing.RedisHandle;

/** A node with a cache, a network of its own, and the learner's takedowns in front. */
final class Site implements AutoCloseable {

    static final int FOUND = 302;
    static final int UNAVAILABLE_FOR_LEGAL_REASONS = 451;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final ClientResources THREADS = ClientResources.builder()
            .reconnectDelay(Delay.constant(Duration.ofMillis(50)))
            .build();

    private final String name;
    private final TcpProxy network;
    private final RedisClient client;
    private final AtomicInteger calls = new AtomicInteger();
    private final Set<String> cached = ConcurrentHashMap.newKeySet();
    private final Takedowns takedowns;

    Site(String name, RedisHandle redis) {
        this.name = name;
        this.network = new TcpProxy(FreePorts.next(), redis.port());
        this.client = RedisClient.create(
                THREADS,
                RedisURI.builder()
                        .withHost(redis.host())
                        .withPort(network.port())
                        .withTimeout(DEADLINE)
                        .build());
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(DEADLINE))
                .build());
        client.addListener(new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                calls.incrementAndGet();
            }
        });
        var connection = client.connect();
        // the first answer may take its time, and is nobody's fault
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptionsInstanceOf(RedisException.class)
                .until(() -> connection.sync().ping(), "PONG"::equals);
        this.takedowns = new Takedowns(new Node(name, client, connection.sync()));
    }

    String name() {
        return name;
    }

    Takedowns takedowns() {
        return takedowns;
    }

    /** Answers a visitor: 451, or 302 to where the link leads, from the cache the second time. */
    int visit(String code) {
        if (takedowns.taken(code)) {
            return UNAVAILABLE_FOR_LEGAL_REASONS;
        }
        cached.add(code);
        return FOUND;
    }

    void cutOff() {
        network.cut();
    }

    void mend() {
        network.mend();
    }

    /** Returns how many calls went to Redis since the last time that somebody asked. */
    int callsSince() {
        return calls.getAndSet(0);
    }

    @Override
    public void close() {
        takedowns.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        network.close();
    }
}
