package katas.shopping.kafka;

import static katas.shopping.kafka.Pipeline.awaitUntil;
import static katas.shopping.kafka.PipelineIT.carts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.LogOfThisThread;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.shopping.Shards;
import katas.shopping.effect.Passage;
import katas.shopping.redis.RedisOutbox;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shard whose messages go nowhere holds up no other, and not for ever itself. */
@Lab({Needs.REDIS, Needs.KAFKA})
class RelayingIT {
    private static final List<String> CARTS = carts("cart", 40);
    private static final int SICK = Shards.of(CARTS.getFirst());

    private final RedisHandle redis;
    private final KafkaHandle kafka;
    private final Kafka answering = new Kafka();
    private Pipeline pipeline;
    private RedisOutbox outbox;
    private long nanos;

    @SuppressWarnings("NullAway.Init")
    RelayingIT(RedisHandle redis, KafkaHandle kafka) {
        this.redis = redis;
        this.kafka = kafka;
    }

    @BeforeEach
    void open() {
        pipeline = Pipeline.of(redis, kafka);
        outbox = pipeline.outbox(Ledgers.SPEAKER);
        pipeline.count(CARTS, 1);
    }

    @AfterEach
    void close() {
        pipeline.close();
    }

    /** A Kafka that takes everything, but for one partition, of which nothing is ever heard, or nothing good. */
    private static final class Kafka extends MockProducer<byte[], byte[]> {
        private final Set<Integer> silent = new TreeSet<>();
        private final Set<Integer> refusing = new TreeSet<>();
        private Duration patience = Duration.ZERO;

        Kafka() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (silent.contains(record.partition())) {
                return new CompletableFuture<>();
            }
            // the first alone: those behind it would be taken
            return refusing.remove(record.partition())
                    ? CompletableFuture.failedFuture(new RecordTooLargeException("too large"))
                    : super.send(record, callback);
        }

        @Override
        public void close() {
            close(Duration.ofMillis(Long.MAX_VALUE));
        }

        @Override
        public synchronized void close(Duration patience) {
            this.patience = this.patience.compareTo(patience) < 0 ? patience : this.patience;
            super.close(patience);
        }
    }

    @Test
    void a_partition_that_nobody_leads_stops_its_own_shard_and_no_other() {
        answering.silent.add(SICK);
        var relaying = relaying();
        relaying.turn(Rings.ALL);

        relaying.turn(Set.of());
        assertThat(relaying.waiting()).containsExactly(SICK);
        pipeline.count(CARTS, 1);
        relaying.turn(Rings.ALL);
        relaying.turn(Set.of());

        assertThat(relaying.waiting()).containsExactly(SICK);
        assertThat(answering.history()).hasSize(2 * well().size());
        assertThat(pipeline.said(Ledgers.SPEAKER)).isEqualTo(2L * (CARTS.size() - well().size()));
    }

    @Test
    void what_is_not_acknowledged_for_long_is_given_up_by_this_producer_and_sent_by_the_next_in_order() {
        answering.silent.add(SICK);
        pipeline.count(CARTS, 1);
        var relaying = relaying();
        relaying.turn(Rings.ALL);
        nanos += Relaying.LONGEST_FLIGHT.toNanos();
        relaying.turn(Set.of());

        nanos++;
        assertThatExceptionOfType(NotAcknowledged.class)
                .isThrownBy(() -> relaying.turn(Set.of()))
                .satisfies(late -> assertThat(late.shards()).containsExactly(SICK));
        answering.silent.clear();
        answering.clear();
        var next = relaying();
        next.turn(Rings.ALL);
        next.turn(Set.of());

        assertThat(next.waiting()).isEmpty();
        assertThat(pipeline.said(Ledgers.SPEAKER)).isZero();
        assertThat(answering.history())
                .hasSize(2 * (CARTS.size() - well().size()))
                .isSortedAccordingTo((a, b) -> place(a).compareTo(place(b)));
    }

    @Test
    void a_message_that_kafka_refuses_is_not_overtaken_and_holds_up_no_other_shard() {
        answering.refusing.add(SICK);
        pipeline.count(CARTS, 1);
        var relaying = relaying();
        relaying.turn(Rings.ALL);
        relaying.turn(Set.of());

        assertThat(relaying.waiting()).containsExactly(SICK);
        assertThat(answering.history())
                .hasSize(2 * well().size())
                .noneMatch(record -> Objects.equals(record.partition(), SICK));
    }

    @Test
    void an_entry_for_a_topic_that_is_not_known_here_stops_its_own_shard_and_leaves_it_to_somebody_newer() {
        var entry = Map.of("topic", "OF_TOMORROW", "type", "t", "key", "k", "value", "{}", "trace", "");
        var outbox = "%s:{%02d}:outbox:cart".formatted(pipeline.redis.keys().prefix(), SICK);
        var id = pipeline.redis.link().<String>call(commands -> commands.xadd(outbox, entry));
        pipeline.count(CARTS, 1);
        var relaying = relaying();

        relaying.turn(Rings.ALL);
        relaying.turn(Set.of());
        relaying.turn(Set.of());

        assertThat(relaying.waiting()).containsExactly(SICK);
        assertThat(relaying.unreadable())
                .containsOnlyKeys(SICK)
                .hasEntrySatisfying(SICK, reason -> assertThat(reason).contains("OF_TOMORROW"));
        assertThat(answering.history()).hasSize(2 * well().size() + CARTS.size() - well().size());
        // a lease that ran out while the machine stood still is taken again
        awaitUntil(() -> {
            relaying.turn(Rings.ALL);
            return holder(SICK).isEmpty()
                    && !holder(Shards.of(well().getFirst())).isEmpty();
        });

        // somebody newer has relayed it
        pipeline.redis.link().<Long>call(commands -> commands.xdel(outbox, id));
        relaying.turn(Rings.ALL);
        relaying.turn(Set.of());
        assertThat(pipeline.said(Ledgers.SPEAKER)).isZero();
        assertThat(relaying.waiting()).isEmpty();
    }

    @Test
    void a_relay_that_stops_leaves_its_shards_to_others_at_once() {
        var relay = pipeline.relay(Ledgers.SPEAKER, Passage.OPEN);
        awaitUntil(() -> pipeline.said(Ledgers.SPEAKER) == 0);
        awaitUntil(() -> !holder(SICK).isEmpty());

        relay.stop();

        assertThat(Rings.ALL).allSatisfy(shard -> assertThat(holder(shard)).isEmpty());
    }

    @Test
    void a_relay_stops_though_kafka_never_acknowledges_anything() {
        answering.silent.addAll(Rings.ALL);
        var relay = new Relay(
                pipeline.outbox(Ledgers.SPEAKER), pipeline.records(Shards::of), Passage.OPEN, () -> answering);
        relay.start();
        awaitUntil(() -> !holder(SICK).isEmpty());

        relay.stop();

        assertThat(relay.isRunning()).isFalse();
        assertThat(answering.closed()).isTrue();
        assertThat(answering.patience).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shards_that_are_stuck_are_told_once_when_they_are_and_once_when_they_move() {
        try (var log = LogOfThisThread.of(StuckShards.class)) {
            var stuck = new StuckShards("cart");
            stuck.add(Set.of(3), "no leader");
            stuck.add(Set.of(3), "no leader");
            stuck.add(Rings.ALL, "away");
            stuck.retain(Set.of(3));
            stuck.retain(Set.of(3));

            assertThat(stuck.count()).isOne();
            assertThat(log.messages())
                    .hasSize(3)
                    .satisfies(lines -> assertThat(lines.getFirst())
                            .isEqualTo("messages cannot be relayed now context=cart shards=[3] reason=no leader"));
        }
    }

    private Relaying relaying() {
        return new Relaying(outbox, pipeline.records(Shards::of), Passage.OPEN, answering, () -> {}, () -> nanos);
    }

    private String holder(int shard) {
        var lease = "%s:{%02d}:relay:cart".formatted(pipeline.redis.keys().prefix(), shard);
        return Objects.requireNonNullElse(pipeline.redis.link().<String>call(commands -> commands.get(lease)), "");
    }

    private static List<String> well() {
        return CARTS.stream().filter(cart -> Shards.of(cart) != SICK).toList();
    }

    /** Returns what orders the records of one shard: their places in its outbox. */
    private static String place(ProducerRecord<byte[], byte[]> record) {
        return new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    }
}
