package katas.shopping.world;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.MutableClock;
import katas.lab.testing.RedisHandle;
import katas.shopping.cart.PriceList;
import katas.shopping.inventory.Stocks;
import katas.shopping.kafka.Groups;
import katas.shopping.kafka.KafkaClients;
import katas.shopping.kafka.Topics;
import katas.shopping.messages.Money;
import katas.shopping.redis.RedisKeys;
import katas.shopping.redis.RedisReplica;
import org.slf4j.LoggerFactory;

/** What outlives an instance: Redis, Kafka, the provider, and time. */
final class Premises implements AutoCloseable {
    final RedisReplica redis;
    final KafkaClients clients;
    final Topics topics;
    final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    final SimulatedProvider provider;

    static {
        // it tells at length of every topic that is new
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.ERROR);
        // and of every member that is interrupted while it leaves, as one that has died is
        ((Logger) LoggerFactory.getLogger("org.apache.kafka.clients.consumer.internals")).setLevel(Level.OFF);
    }

    Premises(RedisHandle redis, KafkaHandle kafka, long seed) throws InterruptedException, ExecutionException {
        var prefix = "test-" + UUID.randomUUID();
        this.redis = RedisReplica.of(redis, new RedisKeys(prefix));
        clients = KafkaClients.of(kafka.bootstrapServers());
        topics = new Topics(clients, prefix);
        Groups.giveMembersUpSoon(
                kafka,
                Instance.CONTEXTS.stream()
                        .map(context -> prefix + "." + context)
                        .toList());
        topics.start();
        topics.await();
        provider = new SimulatedProvider(clock, new SplittableRandom(seed), () -> {});
    }

    /** Sells something from now on. */
    void stock(String sku, long units, Money price) {
        var store = redis.store();
        new PriceList(store, store).set(sku, price);
        new Stocks(store, store, store, clock, Instance.RESERVATION_TTL).count(sku, units);
    }

    @Override
    public void close() {
        topics.stop();
        redis.close();
    }
}
