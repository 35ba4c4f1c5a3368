package katas.urlshortener.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Phaser;
import katas.lab.testing.Rounds;
import katas.lab.testing.Seeds;
import katas.lab.testing.TradeOffs;
import org.junit.jupiter.api.Test;

/** The store answers, the value changes, the store says so, and only then the answer arrives. */
class InvalidationRaceTest {
    private static final int ROUNDS = 10_000;
    private static final String SCENARIO = "stale copies left by 10,000 edits that overtake a read";

    private final FakeStore store = new FakeStore();
    private final NearCache<String, Integer> cache =
            new NearCache<>(store, value -> value == 0, ROUNDS, Duration.ofSeconds(60), store.nanos::get);

    @Test
    void a_change_that_overtakes_a_read_leaves_nothing_stale() {
        int stale = staleAfterForcedRaces(cache);

        TradeOffs.record(SCENARIO, "tracked", stale);
        assertThat(stale).isZero();
    }

    @Test
    void get_then_put_keeps_every_copy_that_a_change_has_overtaken() {
        int stale = staleAfterForcedRaces(new GetThenPut(store));

        TradeOffs.record(SCENARIO, "get-then-put", stale);
        assertThat(stale).isEqualTo(ROUNDS);
    }

    @Test
    void a_flush_that_overtakes_a_read_leaves_nothing_stale() {
        store.set("a", 1);
        store.onTheWay = () -> {
            store.set("a", 2);
            cache.forgetAll();
        };
        cache.get("a");
        store.onTheWay = () -> {};

        assertThat(cache.get("a")).isEqualTo(2);
    }

    @Test
    void a_line_that_ends_during_a_read_leaves_nothing_that_is_vouched_for() {
        store.set("a", 1);
        store.onTheWay = () -> {
            store.set("a", 2);
            store.subscription.end();
        };
        cache.get("a");
        store.onTheWay = () -> {};

        assertThat(cache.get("a")).isEqualTo(2);
    }

    @Test
    void nothing_stale_is_left_however_reads_and_changes_run_into_each_other() {
        int rounds = Rounds.of(10_000, 200_000);

        assertThat(staleAfterRaces(cache, rounds)).isZero();
    }

    private int staleAfterForcedRaces(ReadThrough<String, Integer> cache) {
        int stale = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var key = "k" + round;
            store.set(key, 1);
            store.onTheWay = () -> {
                store.set(key, 2);
                cache.changed(key);
            };
            // asked before the change, so either will do
            assertThat(cache.get(key)).isIn(1, 2);
            store.onTheWay = () -> {};
            if (cache.get(key) != 2) {
                stale++;
            }
        }
        return stale;
    }

    /** One thread reads what another creates, at moments that differ by a few spins; both begin each round together. */
    private int staleAfterRaces(ReadThrough<String, Integer> cache, int rounds) {
        long seed = Seeds.next();
        var begin = new Phaser(2);
        var end = new Phaser(2);
        var writer = Thread.ofPlatform().start(() -> {
            var chance = new SplittableRandom(seed);
            for (int round = 0; round < rounds; round++) {
                begin.arriveAndAwaitAdvance();
                spin(chance.nextInt(200));
                store.set(key(round), round + 1);
                spin(chance.nextInt(20));
                cache.changed(key(round));
                end.arriveAndAwaitAdvance();
            }
        });
        var chance = new SplittableRandom(seed + 1);
        store.onTheWay = () -> spin(chance.nextInt(200));
        int stale = 0;
        for (int round = 0; round < rounds; round++) {
            begin.arriveAndAwaitAdvance();
            spin(chance.nextInt(200));
            cache.get(key(round));
            cache.get(key(round));
            end.arriveAndAwaitAdvance();
            if (cache.get(key(round)) != round + 1) {
                stale++;
            }
        }
        join(writer);
        return stale;
    }

    private static String key(int round) {
        return "race-" + round;
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
