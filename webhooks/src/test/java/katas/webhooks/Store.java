package katas.webhooks;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.RedisHandle;
import katas.webhooks.delivery.Lease;
import katas.webhooks.egress.TargetUrl;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.EventFilter;
import katas.webhooks.endpoint.SecretBox;
import katas.webhooks.endpoint.SigningKeys;
import katas.webhooks.json.SealedKeys;
import katas.webhooks.redis.DeliveryRules;
import katas.webhooks.redis.DeliveryRules.InFlight;
import katas.webhooks.redis.RedisDeliveries;
import katas.webhooks.redis.RedisDirectory;
import katas.webhooks.redis.RedisEndpoints;
import katas.webhooks.redis.RedisIdempotencyKeys;
import katas.webhooks.redis.RedisMessages;
import katas.webhooks.redis.RedisReplica;
import katas.webhooks.redis.Rules;
import katas.webhooks.redis.ScriptClock;

/** All that is kept in Redis, under names that nobody else has. */
public final class Store implements AutoCloseable {
    private static final RandomGenerator RANDOM = new SecureRandom();
    private static final int MOST_ENDPOINTS = 1_000;
    private static final int MANY = 100_000;
    private static final int A_FEW = 16;
    private static final DeliveryRules RULES = new DeliveryRules(
            Rules.STANDARD.lease(),
            Rules.STANDARD.kept(),
            new InFlight(8, 2, MANY),
            Rules.STANDARD.breaker(),
            Rules.STANDARD.failing());

    public final RedisReplica redis;
    public final RedisEndpoints endpoints;
    public final RedisDirectory directory;
    public final RedisMessages messages;
    public final RedisIdempotencyKeys keys;
    public final RedisDeliveries deliveries;

    private Store(RedisReplica redis) {
        var link = redis.link();
        var sealed = new SealedKeys(new SecretBox(List.of(Base64.getEncoder().encodeToString(new byte[32])), RANDOM));
        this.redis = redis;
        this.endpoints = new RedisEndpoints(link, redis.keys(), ScriptClock.OF_REDIS, sealed, MOST_ENDPOINTS);
        this.directory = new RedisDirectory(link, redis.keys());
        this.messages = new RedisMessages(link, redis.keys(), ScriptClock.OF_REDIS, Duration.ofDays(8));
        this.keys = new RedisIdempotencyKeys(link, redis.keys(), ScriptClock.OF_REDIS, Duration.ofHours(24));
        this.deliveries = new RedisDeliveries(link, redis.keys(), ScriptClock.OF_REDIS, RULES);
    }

    public static Store in(RedisHandle redis) {
        return new Store(RedisReplica.of(redis));
    }

    /** Makes endpoints that want everything; returns their ids, which are in their URLs, too. */
    public List<String> endpoints(String tenant, int count) {
        var made = LoadDriver.run(count, A_FEW, number -> create(tenant, "ep_%04d".formatted(number)));
        if (made.results().size() != count) {
            throw new AssertionError("endpoints are missing", made.failures().getFirst());
        }
        return made.results().stream().sorted().toList();
    }

    private String create(String tenant, String id) {
        var endpoint = new Endpoint(
                id,
                tenant,
                1,
                TargetUrl.parse("https://hooks.example.com/" + id),
                List.of(new EventFilter("*")),
                null,
                false,
                false,
                new Endpoint.State.Enabled(),
                Instant.EPOCH);
        endpoints.create(endpoint, SigningKeys.draw(false, RANDOM));
        return id;
    }

    /** Returns the id of the endpoint that has a URL. */
    public static String endpointAt(URI url) {
        return url.getPath().substring(1);
    }

    /** Takes everything that is due. */
    public List<Lease> takeAll() {
        var leases = new ArrayList<Lease>();
        IntStream.range(0, Shards.COUNT).forEach(shard -> {
            for (var taken = take(shard); !taken.isEmpty(); taken = take(shard)) {
                leases.addAll(taken);
            }
        });
        return leases;
    }

    private List<Lease> take(int shard) {
        return deliveries.take(shard, 100).leases();
    }

    @Override
    public void close() {
        redis.close();
    }
}
