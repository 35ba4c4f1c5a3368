package katas.urlshortener.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.TradeOffs;
import katas.urlshortener.StoreUnavailable;
import katas.urlshortener.naive.TtlCache;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private static final int CALLERS = 1_000;
    private static final Duration LONGEST_STALE = Duration.ofSeconds(60);
    private static final String SCENARIO = "store reads for one key, 1,000 callers at once";

    private final FakeStore store = new FakeStore();
    private final NearCache<String, Integer> cache =
            new NearCache<>(store, value -> value == 0, 100, LONGEST_STALE, store.nanos::get);

    @Test
    void a_thousand_callers_at_once_cost_one_read() {
        store.set("a", 1);
        store.onTheWay = () -> await(() -> cache.counts().joined() == CALLERS - 1);

        var outcomes = LoadDriver.run(CALLERS, _ -> cache.get("a"));

        TradeOffs.record(SCENARIO, "tracked", store.reads.get());
        assertThat(outcomes.count(1)).isEqualTo(CALLERS);
        assertThat(store.reads).hasValue(1);
    }

    @Test
    void a_thousand_callers_at_once_cost_the_naive_cache_a_thousand() {
        var naive = new TtlCache<>(store, Duration.ofSeconds(5), 100, store.nanos::get);
        store.set("a", 1);
        store.onTheWay = () -> await(() -> store.reads.get() == CALLERS);

        var outcomes = LoadDriver.run(CALLERS, _ -> naive.get("a"));

        TradeOffs.record(SCENARIO, "ttl-cache", store.reads.get());
        assertThat(outcomes.count(1)).isEqualTo(CALLERS);
        assertThat(store.reads).hasValue(CALLERS);
    }

    @Test
    void a_read_that_fails_fails_for_all_who_wait_and_is_not_remembered() {
        store.away = true;
        store.onTheWay = () -> await(() -> cache.counts().joined() == 99);

        var outcomes = LoadDriver.run(100, _ -> cache.get("a"));

        assertThat(outcomes.failures()).hasSize(100).allMatch(StoreUnavailable.class::isInstance);
        assertThat(store.reads).hasValue(1);

        store.away = false;
        store.set("a", 1);
        assertThat(cache.get("a")).isEqualTo(1);
    }

    @Test
    void all_who_wait_for_a_read_that_fails_are_served_the_copy_there_is() {
        store.set("a", 1);
        cache.get("a");
        store.subscription.end();
        store.away = true;
        store.onTheWay = () -> await(() -> cache.counts().joined() == 99);

        var outcomes = LoadDriver.run(100, _ -> cache.get("a"));

        assertThat(outcomes.count(1)).isEqualTo(100);
        assertThat(cache.counts()).isEqualTo(new CacheCounts(0, 2, 99, 100));
    }

    @Test
    void whoever_waits_for_a_read_that_breaks_in_an_unforeseen_way_is_told() {
        store.onTheWay = () -> {
            await(() -> cache.counts().joined() == 9);
            throw new IllegalStateException("broken");
        };

        var outcomes = LoadDriver.run(10, _ -> cache.get("a"));

        assertThat(outcomes.failures()).hasSize(10);
        assertThat(outcomes.failures().stream().filter(StoreUnavailable.class::isInstance))
                .hasSize(9);
    }

    @Test
    void whoever_comes_after_a_change_starts_a_read_of_its_own() throws Exception {
        var asked = new CountDownLatch(1);
        var arrives = new CountDownLatch(1);
        store.set("a", 1);
        store.onTheWay = () -> {
            // only the first read is held
            store.onTheWay = () -> {};
            asked.countDown();
            await(() -> arrives.getCount() == 0);
        };
        var early = CompletableFuture.supplyAsync(() -> cache.get("a"), Thread::startVirtualThread);
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        store.set("a", 2);
        cache.changed("a");
        var late = CompletableFuture.supplyAsync(() -> cache.get("a"), Thread::startVirtualThread);

        assertThat(outcome(late)).isEqualTo(2);
        arrives.countDown();
        assertThat(outcome(early)).isEqualTo(1);
        assertThat(cache.get("a")).isEqualTo(2);
        assertThat(store.reads).hasValue(2);
    }

    @Test
    void a_read_of_one_key_keeps_nobody_waiting_who_wants_another() throws Exception {
        var asked = new CountDownLatch(1);
        var arrives = new CountDownLatch(1);
        store.onTheWay = () -> {
            store.onTheWay = () -> {};
            asked.countDown();
            await(() -> arrives.getCount() == 0);
        };
        var slow = CompletableFuture.supplyAsync(() -> cache.get("a"), Thread::startVirtualThread);
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        store.set("b", 2);
        var other = CompletableFuture.supplyAsync(() -> cache.get("b"), Thread::startVirtualThread);

        assertThat(outcome(other)).isEqualTo(2);
        arrives.countDown();
        assertThat(outcome(slow)).isZero();
    }

    private static int outcome(CompletableFuture<Integer> call)
            throws ExecutionException, InterruptedException, TimeoutException {
        return call.get(30, TimeUnit.SECONDS);
    }

    /** Waits for what other threads do; gives up after half a minute, so that a broken cache fails the test and no more. */
    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(100_000);
        }
    }
}
