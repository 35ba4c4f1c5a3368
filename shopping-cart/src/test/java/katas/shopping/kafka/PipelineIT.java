package katas.shopping.kafka;

import static katas.shopping.kafka.Pipeline.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.TradeOffs;
import katas.shopping.Shards;
import katas.shopping.effect.DeadLetters.DeadLetter;
import katas.shopping.effect.DeadLetters.Mark;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Redrives.Redrive.Through;
import katas.shopping.messages.Topic;
import katas.shopping.naive.Unkeyed;
import org.junit.jupiter.api.Test;

/** From an outbox through Kafka to who handles it, with nothing in the way. */
@Lab({Needs.REDIS, Needs.KAFKA})
class PipelineIT {
    private static final int CARTS = Rounds.of(50, 1_000);
    private static final int EACH = 10;

    @Test
    void every_message_is_handled_once_and_those_of_one_cart_in_their_order(RedisHandle redis, KafkaHandle kafka) {
        try (var pipeline = Pipeline.of(redis, kafka)) {
            var ledgers = new Ledgers(pipeline.store, "ours");
            var carts = carts("cart", CARTS);
            pipeline.relay(Ledgers.SPEAKER, Passage.OPEN);
            pipeline.consumer("ours", ledgers);

            pipeline.count(carts, EACH);

            awaitUntil(() -> carts.stream().allMatch(cart -> ledgers.heard(cart).size() == EACH));
            assertThat(carts).allSatisfy(cart -> assertThat(ledgers.heard(cart)).isEqualTo(upTo(EACH)));
            TradeOffs.record(scenario(), "orchestrated", disordered(ledgers, carts));
        }
    }

    @Test
    void without_keys_messages_of_one_cart_overtake_each_other(RedisHandle redis, KafkaHandle kafka) {
        try (var pipeline = Pipeline.of(redis, kafka)) {
            var ledgers = new Ledgers(pipeline.store, "unkeyed");
            var carts = carts("cart", CARTS);
            pipeline.count(carts, EACH);
            pipeline.relay(Ledgers.SPEAKER, new Unkeyed(), Passage.OPEN);
            pipeline.consumer("unkeyed", ledgers);

            awaitUntil(() -> carts.stream().allMatch(cart -> ledgers.heard(cart).size() == EACH));

            TradeOffs.record(scenario(), "unkeyed", disordered(ledgers, carts));
            assertThat(disordered(ledgers, carts)).isPositive();
        }
    }

    @Test
    void one_poison_event_stops_one_cart_and_the_others_go_on(RedisHandle redis, KafkaHandle kafka) {
        try (var pipeline = Pipeline.of(redis, kafka)) {
            var ledgers = new Ledgers(pipeline.store, "ours");
            var carts = carts("cart", Rounds.of(100, 1_000));
            var sick = carts.getFirst();
            pipeline.relay(Ledgers.SPEAKER, Passage.OPEN);
            pipeline.consumer("ours", ledgers);
            pipeline.count(carts, 1);
            awaitUntil(() -> carts.stream().allMatch(cart -> ledgers.heard(cart).size() == 1));

            ledgers.refuse(sick);
            pipeline.count(carts, 3);

            var well = carts.subList(1, carts.size());
            awaitUntil(() -> well.stream().allMatch(cart -> ledgers.heard(cart).size() == 4));
            awaitUntil(() -> pipeline.letters.list(Mark.START, 100).letters().stream()
                    .anyMatch(letter -> letter.waiting() == 3));
            assertThat(ledgers.heard(sick)).containsExactly(1L);
            assertThat(pipeline.letters.list(Mark.START, 100).letters())
                    .extracting(DeadLetter::key)
                    .containsExactly(sick);

            ledgers.refuse("");
            var id = pipeline.letters.list(Mark.START, 100).letters().getFirst().id();
            assertThat(pipeline.redrives.redrive(id)).isEqualTo(new Through(3));

            assertThat(ledgers.heard(sick)).containsExactly(1L, 2L, 3L, 4L);
            pipeline.count(List.of(sick), 1);
            awaitUntil(() -> ledgers.heard(sick).size() == 5);
        }
    }

    @Test
    void bytes_that_nobody_can_read_wait_with_what_comes_after_them_under_the_same_key(
            RedisHandle redis, KafkaHandle kafka) throws Exception {
        try (var pipeline = Pipeline.of(redis, kafka);
                var producer = pipeline.clients.acknowledgedProducer()) {
            var ledgers = new Ledgers(pipeline.store, "ours");
            var carts = carts("cart", 20);
            var sick = carts.getFirst();
            pipeline.topics.await();
            var garbage = MessageRecords.write(
                    pipeline.topics.name(Topic.CARTS), Shards.of(sick), sick, Map.of("ce_id", "?"), "\u0000not json");
            producer.send(garbage).get();
            pipeline.count(carts, 2);
            pipeline.relay(Ledgers.SPEAKER, Passage.OPEN);
            pipeline.consumer("ours", ledgers);

            var well = carts.subList(1, carts.size());
            awaitUntil(() -> well.stream().allMatch(cart -> ledgers.heard(cart).size() == 2));
            awaitUntil(() -> pipeline.letters.list(Mark.START, 100).letters().stream()
                    .anyMatch(letter -> letter.waiting() == 3));
            assertThat(ledgers.heard(sick)).isEmpty();
            assertThat(pipeline.letters.list(Mark.START, 100).letters())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.head().value()).isEqualTo("\u0000not json"));
        }
    }

    @Test
    void what_is_in_kafka_is_not_in_the_outbox(RedisHandle redis, KafkaHandle kafka) throws Exception {
        try (var pipeline = Pipeline.of(redis, kafka);
                var producer = pipeline.clients.acknowledgedProducer()) {
            pipeline.topics.await();
            pipeline.count(carts("cart", 20), 2);

            relayAll(pipeline.relaying(Ledgers.SPEAKER, Passage.OPEN, producer), Rings.ALL);

            assertThat(pipeline.said(Ledgers.SPEAKER)).isZero();
        }
    }

    @Test
    void one_relay_at_a_time_has_a_shard(RedisHandle redis, KafkaHandle kafka) throws Exception {
        try (var pipeline = Pipeline.of(redis, kafka);
                var producer = pipeline.clients.acknowledgedProducer()) {
            pipeline.topics.await();
            var shard = Set.of(Shards.of("cart_1"));
            var holder = pipeline.relaying(Ledgers.SPEAKER, Passage.OPEN, producer);
            // again if the machine stood still for longer than a lease lasts
            awaitUntil(() -> {
                relayAll(holder, shard);
                pipeline.count(List.of("cart_1"), 1);

                relayAll(pipeline.relaying(Ledgers.SPEAKER, Passage.OPEN, producer), shard);
                return pipeline.said(Ledgers.SPEAKER) == 1;
            });

            awaitUntil(() -> {
                relayAll(holder, shard);
                return pipeline.said(Ledgers.SPEAKER) == 0;
            });
        }
    }

    private static void relayAll(Relaying relaying, Set<Integer> shards) {
        relaying.turn(shards);
        awaitUntil(() -> {
            relaying.turn(Set.of());
            return relaying.waiting().isEmpty();
        });
    }

    private static String scenario() {
        return "carts whose events were handled out of order, of " + CARTS;
    }

    private static long disordered(Ledgers ledgers, List<String> carts) {
        return carts.stream()
                .filter(cart -> !ledgers.heard(cart).equals(upTo(EACH)))
                .count();
    }

    static List<String> carts(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> prefix + "_" + number)
                .toList();
    }

    static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
