package katas.urlshortener.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static katas.urlshortener.kafka.Pipeline.NOON;
import static katas.urlshortener.kafka.Pipeline.clicks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.Seeds;
import katas.urlshortener.Click;
import katas.urlshortener.ClickRollups;
import katas.urlshortener.Shards;
import katas.urlshortener.kafka.CrashingRollups.Crashed;
import katas.urlshortener.kafka.CrashingRollups.Moment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Kafka has acknowledged is counted once, whoever dies, sleeps or is cut off on the way. */
@Lab({Needs.REDIS, Needs.KAFKA})
class ExactlyOnceIT {
    private static final List<Moment> MOMENTS = List.of(Moment.values());

    private static Pipeline pipeline;
    private static BufferedClickLog log;

    @BeforeAll
    static void start(KafkaHandle kafka, RedisHandle redis) throws Exception {
        pipeline = Pipeline.of(kafka, redis, 6);
        log = pipeline.log(10_000);
        pipeline.giveMembersUpSoon();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @AfterEach
    void dismissMembers() {
        pipeline.dismissMembers();
    }

    @Test
    void every_acknowledged_click_is_counted_once_when_consumers_are_killed_in_the_middle() throws Exception {
        var random = new SplittableRandom(Seeds.next());
        var codes = IntStream.range(0, 40).mapToObj("kills-%d"::formatted).toList();
        codes.forEach(pipeline.store::create);
        int perRound = 5;
        int kills = Rounds.of(3, 10);
        for (int kill = 0; kill < kills; kill++) {
            pipeline.acknowledged(log, everyCode(codes, perRound));
            var moment = MOMENTS.get(kill % MOMENTS.size());
            // some batches are counted before, and some are not
            var victim = pipeline.member(new CrashingRollups(pipeline.store.rollups(), moment, random.nextInt(1, 8)));

            assertThat(catchThrowableOfType(Crashed.class, () -> victim.stepUntil(() -> false)))
                    .as("victim %d, %s", kill, moment)
                    .isNotNull();
            victim.die();
        }

        var survivor = pipeline.member(pipeline.store.rollups());
        survivor.stepUntil(() -> total(codes) >= (long) kills * perRound * codes.size());

        assertThat(codes)
                .allSatisfy(
                        code -> assertThat(pipeline.store.clicks(code, NOON)).isEqualTo((long) kills * perRound));
    }

    @Test
    void a_batch_that_comes_late_from_who_was_taken_for_dead_is_refused() throws Exception {
        pipeline.store.create("zombie");
        pipeline.acknowledged(log, clicks("zombie", 30));
        var heirs = new ArrayList<Member>();
        var sleeper = pipeline.member(
                new SleepingRollups(pipeline.store.rollups(), () -> {
                    if (heirs.isEmpty()) {
                        heirs.add(pipeline.member(pipeline.store.rollups()));
                        heirs.getFirst().stepUntil(() -> pipeline.store.clicks("zombie", NOON) == 30);
                    }
                }),
                // so soon it is taken for dead when it does not ask for more
                Map.of(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 1_000));

        sleeper.stepUntil(
                () -> sleeper.tally.counts().refused() + sleeper.tally.counts().counted() > 0);

        assertThat(heirs).hasSize(1);
        assertThat(pipeline.store.clicks("zombie", NOON)).isEqualTo(30);
    }

    @Test
    void nothing_is_lost_or_counted_twice_while_redis_is_away(RedisHandle redis) throws Exception {
        // in all partitions
        var codes = IntStream.range(0, 40).mapToObj("away-%d"::formatted).toList();
        codes.forEach(pipeline.store::create);
        pipeline.acknowledged(log, everyCode(codes, 5));
        var member = pipeline.member(pipeline.store.rollups());
        member.stepUntil(() -> total(codes) == 5L * codes.size());

        redis.kill();
        pipeline.acknowledged(log, everyCode(codes, 5));
        // some find out that Redis is away, all others that it is known to be
        IntStream.range(0, 3).forEach(_ -> member.step());
        redis.restart();
        pipeline.store.awaitAnswer();
        member.stepUntil(() -> total(codes) >= 10L * codes.size());

        assertThat(codes)
                .allSatisfy(
                        code -> assertThat(pipeline.store.clicks(code, NOON)).isEqualTo(10));
    }

    @Test
    void a_record_that_nobody_can_read_keeps_none_behind_it_waiting() throws Exception {
        pipeline.store.create("behind");
        var poison = pipeline.format.write(clicks("behind", 1).getFirst());
        try (var producer = pipeline.clients.acknowledgedProducer()) {
            for (var value : List.of("no JSON", "{\"v\":2}")) {
                producer.send(new ProducerRecord<>(poison.topic(), poison.partition(), null, value.getBytes(UTF_8)))
                        .get();
            }
        }
        pipeline.acknowledged(log, clicks("behind", 3));
        var member = pipeline.member(pipeline.store.rollups());

        member.stepUntil(() -> pipeline.store.clicks("behind", NOON) == 3);

        assertThat(member.tally.counts().unreadable()).isEqualTo(2);
    }

    @Test
    void a_service_that_is_asked_to_end_leaves_its_clicks_in_the_log_first() {
        pipeline.store.create("ending");
        var ending = pipeline.log(500);
        clicks("ending", 500).forEach(ending::record);

        ending.stop();

        assertThat(ending.counts().acknowledged()).isEqualTo(500);
        assertThat(ending.counts().waiting()).isZero();
    }

    @Test
    void counts_go_on_with_a_log_that_has_lost_its_end() throws Exception {
        pipeline.store.create("cut-off");
        int shard = Shards.of("cut-off");
        pipeline.acknowledged(log, clicks("cut-off", 3));
        var member = pipeline.member(pipeline.store.rollups());
        member.stepUntil(() -> pipeline.store.clicks("cut-off", NOON) == 3);
        long end = pipeline.store.rollups().position(shard);
        pipeline.store.rollups().apply(shard, end, end + 1_000, List.of());

        member.stepUntil(() -> pipeline.store.rollups().position(shard) == end);
        pipeline.acknowledged(log, clicks("cut-off", 2));
        member.stepUntil(() -> pipeline.store.clicks("cut-off", NOON) >= 5);

        assertThat(pipeline.store.clicks("cut-off", NOON)).isEqualTo(5);
    }

    @Test
    void counts_go_on_behind_a_gap_in_the_log() throws Exception {
        pipeline.store.create("gap");
        try (var producer = pipeline.clients.producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, pipeline.group))) {
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(pipeline.format.write(clicks("gap", 1).getFirst()));
            // takes an offset that no record has
            producer.commitTransaction();
        }
        var member = pipeline.member(pipeline.store.rollups());
        member.stepUntil(() -> pipeline.store.clicks("gap", NOON) == 1);

        pipeline.acknowledged(log, clicks("gap", 2));

        member.stepUntil(() -> pipeline.store.clicks("gap", NOON) == 3);
    }

    @Test
    void counts_made_anew_from_the_log_are_the_same_and_deleted_links_stay_deleted() throws Exception {
        var codes = List.of("anew-1", "anew-2", "anew-3");
        codes.forEach(pipeline.store::create);
        pipeline.store.create("deleted");
        pipeline.acknowledged(log, clicks("deleted", 10));
        codes.forEach(code -> pipeline.acknowledged(log, clicks(code, 200)));
        var member = pipeline.member(pipeline.store.rollups());
        member.stepUntil(() -> codes.stream().allMatch(code -> pipeline.store.clicks(code, NOON) == 200));
        member.stepUntil(() -> pipeline.store.clicks("deleted", NOON) == 10);
        pipeline.store.delete("deleted");
        long end = pipeline.store.rollups().position(Shards.of("deleted"));
        var before = codes.stream().map(pipeline.store::kept).toList();

        // the member has nothing to do, and must see for itself that the counts were moved
        pipeline.store.stats().rebuild();
        member.stepUntil(() -> codes.stream().allMatch(code -> pipeline.store.clicks(code, NOON) == 200)
                && pipeline.store.rollups().position(Shards.of("deleted")) == end);

        var after = codes.stream().map(pipeline.store::kept).toList();
        assertThat(withoutGeneration(after)).isEqualTo(withoutGeneration(before));
        assertThat(pipeline.store.kept("deleted")).isEmpty();
    }

    private static List<String> withoutGeneration(List<? extends Map<String, String>> kept) {
        return kept.stream()
                .map(each -> each.toString().replaceAll("generation=\\d+", "generation"))
                .toList();
    }

    private static List<Click> everyCode(List<String> codes, int each) {
        return codes.stream().flatMap(code -> clicks(code, each).stream()).toList();
    }

    private static long total(List<String> codes) {
        return codes.stream()
                .mapToLong(code -> pipeline.store.clicks(code, NOON))
                .sum();
    }

    private interface Nap {
        void take() throws InterruptedException;
    }

    /** Counts, but something else happens before each batch. */
    private record SleepingRollups(ClickRollups rollups, Nap nap) implements ClickRollups {
        @Override
        public long position(int shard) {
            return rollups.position(shard);
        }

        @Override
        public Outcome apply(int shard, long from, long next, List<Click> clicks) {
            try {
                nap.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return rollups.apply(shard, from, next, clicks);
        }
    }
}
