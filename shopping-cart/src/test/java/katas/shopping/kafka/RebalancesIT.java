package katas.shopping.kafka;

import static katas.shopping.kafka.Pipeline.awaitUntil;
import static katas.shopping.kafka.PipelineIT.carts;
import static katas.shopping.kafka.PipelineIT.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.shopping.effect.DeadLetters.Mark;
import katas.shopping.effect.Passage;
import org.junit.jupiter.api.Test;

/** Whatever comes and goes while messages flow, none is lost and none has its effect twice. */
@Lab({Needs.REDIS, Needs.KAFKA})
class RebalancesIT {
    private static final int CHANGES = Rounds.of(4, 30);
    private static final int CARTS = 32;

    private final List<String> carts = carts("cart", CARTS);

    @Test
    void processes_that_come_and_go_lose_nothing_and_repeat_nothing(RedisHandle redis, KafkaHandle kafka)
            throws InterruptedException {
        try (var pipeline = Pipeline.of(redis, kafka)) {
            var ledgers = new Ledgers(pipeline.store, "ours");
            pipeline.relay(Ledgers.SPEAKER, Passage.OPEN);
            var rounds = new AtomicInteger();
            var enough = new AtomicBoolean();
            var customers = Thread.startVirtualThread(() -> {
                while (!enough.get()) {
                    pipeline.count(carts, 1);
                    rounds.incrementAndGet();
                }
            });
            var members = new ArrayDeque<MessageConsumer>();
            members.add(pipeline.consumer("ours", ledgers));

            for (int change = 0; change < CHANGES; change++) {
                int handled = heard(ledgers);
                awaitUntil(() -> heard(ledgers) > handled);
                if (change % 2 == 0) {
                    members.add(pipeline.consumer("ours", ledgers));
                } else {
                    members.removeFirst().stop();
                }
            }
            enough.set(true);
            customers.join();

            assertThat(rounds.get()).isPositive();
            expectEachOnce(ledgers, rounds.get());
        }
    }

    @Test
    void a_broker_that_is_killed_or_paused_loses_nothing_and_repeats_nothing(RedisHandle redis, KafkaHandle kafka) {
        try (var pipeline = Pipeline.of(redis, kafka)) {
            var ledgers = new Ledgers(pipeline.store, "ours");
            pipeline.relay(Ledgers.SPEAKER, Passage.OPEN);
            pipeline.consumer("ours", ledgers);
            pipeline.count(carts, 3);
            awaitUntil(() -> heard(ledgers) > 0);

            kafka.kill();
            pipeline.count(carts, 3);
            kafka.restart();
            expectEachOnce(ledgers, 6);

            kafka.pause();
            pipeline.count(carts, 3);
            kafka.resume();
            expectEachOnce(ledgers, 9);
            assertThat(pipeline.said(Ledgers.SPEAKER)).isZero();
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

    private void expectEachOnce(Ledgers ledgers, int times) {
        awaitUntil(() -> carts.stream().allMatch(cart -> ledgers.heard(cart).size() >= times));
        assertThat(carts).allSatisfy(cart -> assertThat(ledgers.heard(cart)).isEqualTo(upTo(times)));
    }

    private int heard(Ledgers ledgers) {
        return carts.stream().mapToInt(cart -> ledgers.heard(cart).size()).sum();
    }
}
