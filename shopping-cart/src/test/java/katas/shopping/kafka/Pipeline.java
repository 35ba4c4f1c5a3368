package katas.shopping.kafka;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.RedisHandle;
import katas.shopping.Shards;
import katas.shopping.StoreUnavailable;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.Delivery;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Reception;
import katas.shopping.effect.Redrives;
import katas.shopping.effect.Subscription;
import katas.shopping.json.CloudEvents;
import katas.shopping.messages.Topic;
import katas.shopping.redis.OutboxBell;
import katas.shopping.redis.RedisDeadLetters;
import katas.shopping.redis.RedisKeys;
import katas.shopping.redis.RedisOutbox;
import katas.shopping.redis.RedisReplica;
import katas.shopping.redis.RedisStore;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.LoggerFactory;

/**
 * The way of messages from an outbox through Kafka to those who handle them, with keys, topics and groups that are nobody
 * else's.
 */
public final class Pipeline implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_PARKED = 10_000;

    final RedisReplica redis;
    final RedisStore store;
    final KafkaClients clients;
    final Topics topics;
    final RedisDeadLetters letters;
    final Redrives redrives;
    private final OutboxBell bell;
    private final List<Runnable> open = new ArrayList<>();

    static {
        // it tells at length of every topic that is new
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.ERROR);
    }

    private Pipeline(RedisHandle redis, KafkaHandle kafka, String prefix, Set<Topic> made) {
        this.redis = RedisReplica.of(redis, new RedisKeys(prefix));
        this.store = this.redis.store();
        this.clients = KafkaClients.of(kafka.bootstrapServers());
        this.topics = new Topics(clients, prefix, made);
        this.letters = new RedisDeadLetters(this.redis.link(), this.redis.keys(), InstantSource.system(), MOST_PARKED);
        this.redrives = new Redrives(letters, store);
        this.bell = new OutboxBell(this.redis.client(), this.redis.keys());
    }

    /** Begins with nothing, and the topic of the carts alone. */
    static Pipeline of(RedisHandle redis, KafkaHandle kafka) {
        return of(redis, kafka, Set.of(Topic.CARTS));
    }

    /** Begins with nothing but topics. */
    public static Pipeline of(RedisHandle redis, KafkaHandle kafka, Set<Topic> made) {
        var pipeline = new Pipeline(redis, kafka, "test-" + UUID.randomUUID(), made);
        pipeline.topics.start();
        return pipeline;
    }

    /** Returns the relaying of one process that goes on only when it is told to. */
    Relaying relaying(String context, Passage passage, Producer<byte[], byte[]> producer) {
        return new Relaying(outbox(context), records(Shards::of), passage, producer, () -> {}, System::nanoTime);
    }

    OutboxRecords records(ToIntFunction<String> partitions) {
        return new OutboxRecords(topics, partitions);
    }

    /** Returns a context's outboxes for one relay. */
    RedisOutbox outbox(String context) {
        return new RedisOutbox(
                redis.link(), redis.keys(), context, UUID.randomUUID().toString());
    }

    /** Starts to relay as a process does. */
    public Relay relay(String context, Passage passage) {
        return relay(context, Shards::of, passage);
    }

    Relay relay(String context, ToIntFunction<String> partitions, Passage passage) {
        var relay = new Relay(outbox(context), records(partitions), passage, clients::acknowledgedProducer);
        bell.tell(context, relay::ring);
        bell.connect();
        relay.start();
        open.add(relay::stop);
        return relay;
    }

    /** Starts to handle carts' events as a process does. */
    MessageConsumer consumer(String name, Ledgers ledgers) {
        return consumer(new Subscription(name, Set.of(Topic.CARTS), ledgers), store, Passage.OPEN);
    }

    public MessageConsumer consumer(Subscription subscription, Effects effects, Passage passage) {
        var consumer = consumers(effects, passage).play(subscription);
        consumer.start();
        open.add(consumer::stop);
        return consumer;
    }

    /** Returns what takes carts' events out of the log. */
    Reception reception(Ledgers ledgers, String consumer, Passage passage) {
        return new Reception(new Delivery(consumer, ledgers, store, passage), letters, new CloudEvents());
    }

    MessageConsumers consumers(Effects effects, Passage passage) {
        return new MessageConsumers(clients, topics, effects, letters, new CloudEvents(), redrives, passage);
    }

    /** Has each of some carts count so often, and say so; carts side by side. */
    void count(List<String> carts, int times) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var cart : carts) {
                threads.execute(() -> {
                    for (int time = 0; time < times; time++) {
                        store.apply(Ledgers.count(store, cart));
                    }
                });
            }
        }
    }

    /** Returns how many messages wait in the outboxes of a context. */
    long said(String context) {
        return outbox(context).waiting();
    }

    /** Tells whether Redis answers. */
    boolean connected() {
        try {
            redis.link().connect();
            return store.due(new Agenda("any"), 0, Instant.EPOCH, 1).isEmpty();
        } catch (StoreUnavailable e) {
            return false;
        }
    }

    static void awaitUntil(BooleanSupplier so) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(so::getAsBoolean);
    }

    @Override
    public void close() {
        open.reversed().forEach(Runnable::run);
        topics.stop();
        bell.close();
        redis.close();
    }
}
