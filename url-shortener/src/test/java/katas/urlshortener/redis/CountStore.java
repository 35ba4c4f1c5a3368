package katas.urlshortener.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import katas.lab.testing.RedisHandle;
import katas.urlshortener.ClickStats;

/** Counts of clicks in a Redis database of their own, and links that are only there. */
public final class CountStore implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration BEAT = Duration.ofMillis(20);

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisConnection connection;
    private final OutageGuard guard = new OutageGuard(CircuitBreakerRegistry.ofDefaults());
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor();
    private final RedisLink link;
    private final RedisRollups rollups;

    private CountStore(RedisHandle redis, int database) {
        resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(Duration.ofMillis(20)))
                .build();
        client = RedisClient.create(resources, RedisURI.create(redis.uri() + "/" + database));
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        connection = new RedisConnection(client);
        connection.connect();
        link = new RedisLink(connection, guard, DEADLINE);
        rollups = new RedisRollups(link);
        var _ = keeper.scheduleWithFixedDelay(this::beat, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Connects to a database that no other test uses. */
    public static CountStore of(RedisHandle redis, int database) {
        return new CountStore(redis, database);
    }

    public RedisLink link() {
        return link;
    }

    public RedisRollups rollups() {
        return rollups;
    }

    public ClickStats stats() {
        return new RedisClickStats(link, rollups);
    }

    /** Returns salts that have been fetched, and are fetched again only on request. */
    public Salts salts(InstantSource clock, Duration margin) {
        var salts = new Salts(link, clock, new SecureRandom(), margin);
        salts.refresh();
        return salts;
    }

    /** Lets there be links. */
    public void awaitAnswer() {
        Patience.until(() -> link.call(commands -> commands.ping()).equals("PONG"));
    }

    public void create(String... codes) {
        for (var code : codes) {
            link.call(commands -> commands.set(
                    RedisKeys.link(code), "{\"v\":1,\"link\":{\"owner\":\"ann\",\"creation\":\"c\",\"createdAt\":1}}"));
        }
    }

    /** Deletes a link as its owner does. */
    public void delete(String code) {
        new LuaScript("forget-clicks.lua", "delete.lua")
                .run(
                        link,
                        new String[] {RedisKeys.link(code), RedisKeys.visits(code), RedisKeys.clicks(code)},
                        "ann",
                        "digest of ann");
    }

    /** Returns the clicks that are counted in the hours around a moment. */
    public long clicks(String code, Instant about) {
        var day = about.truncatedTo(ChronoUnit.DAYS);
        return stats().read(code, day, day.plus(1, ChronoUnit.DAYS), ClickStats.Interval.DAY)
                .clicks();
    }

    /** Returns all that is kept of a link's clicks, byte by byte. */
    public SortedMap<String, String> kept(String code) {
        var kept = new TreeMap<String, String>();
        for (String key : link.<List<String>>call(commands -> commands.keys(RedisKeys.clicks(code) + "*"))) {
            boolean hash = link.<String>call(commands -> commands.type(key)).equals("hash");
            kept.put(key, hash ? fields(key) : bytes(key));
        }
        return kept;
    }

    private String fields(String key) {
        var fields = link.<Map<String, String>>call(commands -> commands.hgetall(key));
        return new TreeMap<>(fields).toString();
    }

    private String bytes(String key) {
        return HexFormat.of().formatHex(link.<byte[]>call(commands -> commands.dump(key)));
    }

    private void beat() {
        try {
            if (connection.commands().ping().get(100, TimeUnit.MILLISECONDS).equals("PONG")) {
                guard.answered();
            }
        } catch (Exception e) {
            // it is away
        }
    }

    @Override
    public void close() {
        keeper.close();
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
