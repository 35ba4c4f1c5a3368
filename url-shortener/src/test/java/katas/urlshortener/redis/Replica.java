package katas.urlshortener.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import katas.urlshortener.Links;
import katas.urlshortener.Lookup;
import katas.urlshortener.RedirectResolver;
import katas.urlshortener.StoreClock;
import katas.urlshortener.UrlShortenerProperties;
import katas.urlshortener.Variant;
import katas.urlshortener.VisitLimits;
import katas.urlshortener.cache.NearCache;
import katas.urlshortener.cache.ReadThrough;
import katas.urlshortener.cache.SubscribedStore;
import katas.urlshortener.code.CodeKey;
import katas.urlshortener.code.CodePermutation;
import katas.urlshortener.code.IdBlocks;
import katas.urlshortener.code.LeasedIds;
import katas.urlshortener.code.PermutedCodes;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** All of a replica that talks to Redis, with connections of its own, and no web. */
final class Replica implements AutoCloseable {
    static final Duration TRUST = Duration.ofSeconds(1);
    static final Duration LONGEST_STALE = Duration.ofSeconds(60);
    static final Duration DEADLINE = Duration.ofMillis(100);

    private static final Duration WRITE_DEADLINE = Duration.ofSeconds(10);

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisClient trackedClient;
    private final RedisConnection connection;
    private final ConcurrentMap<String, LongAdder> sent = new ConcurrentHashMap<>();
    final InvalidationListeners listeners;
    final LineKeeper keeper;
    final OutageGuard guard;
    final RedisLink redis;
    final SubscribedStore<String, Lookup> store;
    final NearCache<String, Lookup> lookups;
    final ReadThrough<Integer, Long> leased;
    final StoreClock clock = new StoreClock();
    final Links links;
    final VisitLimits limits;
    final IdBlocks blocks;
    final PermutedCodes codes;
    final RedirectResolver resolver;

    private Replica(Builder builder) {
        resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(Duration.ofMillis(100)))
                .build();
        var uri = RedisURI.create(builder.uri);
        uri.setTimeout(Duration.ofSeconds(1));
        client = RedisClient.create(resources, uri);
        client.setOptions(RedisClientConfiguration.options());
        client.addListener(counting());
        trackedClient = RedisClient.create(resources, uri);
        trackedClient.setOptions(RedisClientConfiguration.trackedOptions());
        trackedClient.addListener(counting());
        var properties = builder.properties();
        var production = new RedisConfiguration(builder.nanoTime);
        connection = production.redisConnection(client);
        guard = production.outageGuard(production.circuitBreakers());
        listeners = production.invalidationListeners();
        keeper = production.lineKeeper(connection, trackedClient, guard, clock, listeners, properties);
        redis = production.redisLink(connection, guard, properties);
        store = builder.reads.apply(production.linkReads(keeper, connection, guard, properties));
        lookups = production.nearCache(listeners, store, properties);
        leased = production.leased(keeper, listeners, connection, guard, properties);
        links = production.links(redis, lookups, properties);
        limits = production.visitLimits(redis, clock);
        blocks = production.idBlocks(redis, leased, properties);
        var ids = new LeasedIds(blocks, properties.codeBlock());
        codes = new PermutedCodes(new CodePermutation(builder.keys), ids, leased);
        resolver = new RedirectResolver(codes, lookups, clock, limits, builder.nanoTime);
    }

    /** Starts a replica as it is in production. */
    static Replica start(String uri) {
        return new Builder(uri).start();
    }

    static List<Replica> start(int replicas, String uri) {
        return IntStream.range(0, replicas).mapToObj(_ -> start(uri)).toList();
    }

    static Builder of(String uri) {
        return new Builder(uri);
    }

    RedisLink patient() {
        return redis.within(WRITE_DEADLINE);
    }

    /** Returns when everything that Redis has said so far was heard: an answer on the line comes after it. */
    void hearAll() {
        keeper.line().orElseThrow().call(commands -> commands.time(), WRITE_DEADLINE);
    }

    /** Returns the keys of all that Redis holds and a pattern matches. */
    List<String> keys(String pattern) {
        return patient().call(commands -> commands.keys(pattern));
    }

    /** How many entries an owner's list has, whatever they lead to. */
    long listed(String owner) {
        return patient().<Long>call(commands -> commands.zcard(new OwnersLinks(owner).list()));
    }

    /** What is kept of a code; nothing if nothing is. */
    Optional<String> stored(String code) {
        return Optional.ofNullable(patient().<String>call(commands -> commands.get(RedisKeys.link(code))));
    }

    /** How often this replica has sent a command, whatever others ask the same Redis meanwhile. */
    long sent(CommandType command) {
        return sent.getOrDefault(command.toString(), new LongAdder()).sum();
    }

    private CommandListener counting() {
        return new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                var command = event.getCommand().getType().toString();
                sent.computeIfAbsent(command, _ -> new LongAdder()).increment();
            }
        };
    }

    @Override
    public void close() {
        keeper.stop();
        connection.close();
        trackedClient.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }

    /** What is different about a replica. */
    static final class Builder {
        private final String uri;
        private Duration deadline = DEADLINE;
        private Duration trust = TRUST;
        private Variant variant = Variant.TRACKED;
        private LongSupplier nanoTime = System::nanoTime;
        private List<CodeKey> keys = List.of(new CodeKey(1, 2));
        private UnaryOperator<SubscribedStore<String, Lookup>> reads = UnaryOperator.identity();

        private Builder(String uri) {
            this.uri = uri;
        }

        Builder nanoTime(LongSupplier clock) {
            nanoTime = clock;
            return this;
        }

        Builder variant(Variant other) {
            variant = other;
            return this;
        }

        Builder deadline(Duration longestWait) {
            deadline = longestWait;
            return this;
        }

        Builder trust(Duration unconfirmed) {
            trust = unconfirmed;
            return this;
        }

        /** So patient that a busy machine is not taken for an outage. */
        Builder patient() {
            deadline = WRITE_DEADLINE;
            trust = WRITE_DEADLINE;
            return this;
        }

        Builder keys(CodeKey... versions) {
            keys = List.of(versions);
            return this;
        }

        /** Puts something between the cache and Redis. */
        Builder reads(UnaryOperator<SubscribedStore<String, Lookup>> wrapper) {
            reads = wrapper;
            return this;
        }

        private UrlShortenerProperties properties() {
            var settings = new HashMap<String, String>();
            settings.put("variant", variant.text());
            settings.put("trust", trust.toString());
            settings.put("deadline", deadline.toString());
            settings.put("write-deadline", WRITE_DEADLINE.toString());
            for (int version = 0; version < keys.size(); version++) {
                var key = keys.get(version);
                settings.put("code-keys[" + version + "]", "%016x%016x".formatted(key.high(), key.low()));
            }
            var source = new MapConfigurationPropertySource(settings);
            return new Binder(source).bindOrCreate("", UrlShortenerProperties.class);
        }

        Replica start() {
            var replica = new Replica(this);
            replica.keeper.start();
            return replica;
        }
    }
}
