package katas.shopping.kafka;

import static katas.shopping.kafka.Pipeline.awaitUntil;
import static katas.shopping.kafka.PipelineIT.carts;
import static katas.shopping.kafka.PipelineIT.upTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.shopping.effect.DeadLetters.Mark;
import katas.shopping.effect.Passage;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Whatever comes and goes while messages flow, none is lost and none has its effect twice. */
@Lab({Needs.REDIS, Needs.KAFKA})
class RebalancesIT {
    private static final int CHANGES = 2;
    private static final long TIME = TimeUnit.SECONDS.toNanos(Rounds.of(0, 60));
    private static final int FAULTS = Rounds.of(1, 3);
    private static final int CARTS = 32;
    private static final int MOST_AHEAD = 20;

    private final List<String> carts = carts("cart", CARTS);

    @Test
    void processes_that_come_and_go_and_are_killed_lose_nothing_and_repeat_nothing(RedisHandle redis, KafkaHandle kafka)
            throws Exception {
        try (var pipeline = Pipeline.of(redis, kafka)) {
            Groups.giveMembersUpSoon(kafka, List.of(pipeline.topics.group("ours")));
            var ledgers = new Ledgers(pipeline.store, "ours");
            pipeline.relay(Ledgers.SPEAKER, Passage.OPEN);
            var rounds = new AtomicInteger();
            var enough = new AtomicBoolean();
            var customers = Thread.startVirtualThread(() -> {
                while (!enough.get()) {
                    // nobody is to wait for long in the end
                    awaitUntil(() -> heard(ledgers) >= CARTS * (rounds.get() - MOST_AHEAD));
                    pipeline.count(carts, 1);
                    rounds.incrementAndGet();
                }
            });
            var members = new ArrayDeque<MessageConsumer>();
            members.add(pipeline.consumer("ours", ledgers));

            int changes = 0;
            for (long start = System.nanoTime(); changes < CHANGES || System.nanoTime() - start < TIME; changes++) {
                awaitMore(ledgers);
                members.add(pipeline.consumer("ours", ledgers));
                var mortal = new Mortal(pipeline, ledgers, "ours");
                awaitMore(ledgers);
                members.removeFirst().stop();
                awaitMore(ledgers);
                mortal.kill();
            }
            enough.set(true);
            customers.join();

            System.out.printf("%d times one came, one left and one was killed, in %d rounds%n", changes, rounds.get());
            assertThat(rounds.get()).isPositive();
            expectEachOnce(ledgers, rounds.get());
        }
    }

    @Test
    void a_broker_that_is_killed_or_paused_loses_nothing_and_repeats_nothing(RedisHandle redis, KafkaHandle kafka)
            throws Exception {
        try (var pipeline = Pipeline.of(redis, kafka)) {
            Groups.giveMembersUpSoon(kafka, List.of(pipeline.topics.group("ours")));
            var ledgers = new Ledgers(pipeline.store, "ours");
            pipeline.relay(Ledgers.SPEAKER, Passage.OPEN);
            pipeline.consumer("ours", ledgers);
            int times = 3;
            pipeline.count(carts, times);
            awaitMore(ledgers);

            for (int fault = 0; fault < FAULTS; fault++) {
                kafka.kill();
                pipeline.count(carts, 3);
                kafka.restart();
                times += 3;
                expectEachOnce(ledgers, times);

                kafka.pause();
                pipeline.count(carts, 3);
                askInVain(pipeline);
                kafka.resume();
                times += 3;
                expectEachOnce(ledgers, times);
            }
            // the relay hears of what is in Kafka a moment later than they
            awaitUntil(() -> pipeline.said(Ledgers.SPEAKER) == 0);
        }
    }

    /** Waits for Kafka's answer until it is given up: longer than a member of a group may be silent. */
    private static void askInVain(Pipeline pipeline) {
        try (var admin = pipeline.clients.openAdmin()) {
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get())
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void while_redis_is_away_messages_wait_and_none_is_parked(RedisHandle redis, KafkaHandle kafka) {
        try (var pipeline = Pipeline.of(redis, kafka)) {
            var ledgers = new Ledgers(pipeline.store, "ours");
            pipeline.count(carts, 5);
            pipeline.relay(Ledgers.SPEAKER, Passage.OPEN);
            awaitUntil(() -> pipeline.said(Ledgers.SPEAKER) == 0);
            pipeline.consumer("ours", ledgers);
            awaitUntil(() -> heard(ledgers) > 0);

            redis.kill();
            redis.restart();

            awaitUntil(() -> pipeline.connected());
            expectEachOnce(ledgers, 5);
            assertThat(pipeline.letters.list(Mark.START, 100).letters()).isEmpty();
        }
    }

    private void awaitMore(Ledgers ledgers) {
        int handled = heard(ledgers);
        awaitUntil(() -> heard(ledgers) > handled);
    }

    private void expectEachOnce(Ledgers ledgers, int times) {
        awaitUntil(() -> carts.stream().allMatch(cart -> ledgers.heard(cart).size() >= times));
        assertThat(carts).allSatisfy(cart -> assertThat(ledgers.heard(cart)).isEqualTo(upTo(times)));
    }

    private int heard(Ledgers ledgers) {
        return carts.stream().mapToInt(cart -> ledgers.heard(cart).size()).sum();
    }
}
