package katas.webhooks.delivery;

import static katas.webhooks.message.Sent.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import katas.lab.testing.MutableClock;
import katas.webhooks.Ids;
import katas.webhooks.Shards;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MemoryDeliveries deliveries = new MemoryDeliveries();
    private final Queue<String> attempted = new ConcurrentLinkedQueue<>();
    private final Queue<String> survived = new ConcurrentLinkedQueue<>();
    private final Queue<Duration> elapsed = new ConcurrentLinkedQueue<>();
    private final MutableClock clock = MutableClock.at(NOON);
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile boolean stopping;
    private Thread thread = Thread.currentThread();

    @AfterEach
    void stop() throws InterruptedException {
        gate.countDown();
        stopping = true;
        thread.join(PATIENCE);
    }

    private Dispatcher dispatch(int inFlight, Dispatcher.Attempts attempts) {
        var stopwatch = new Stopwatch(new Ids(clock, new SplittableRandom(1)), clock, () -> clock.micros() * 1_000);
        var dispatcher = new Dispatcher(
                deliveries, attempts, inFlight, stopwatch, System::nanoTime, (doing, _) -> survived.add(doing));
        thread = Thread.startVirtualThread(() -> {
            try {
                dispatcher.run(() -> stopping);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return dispatcher;
    }

    private void attempt(Lease lease, Stopwatch.Running sinceTaken) {
        elapsed.add(sinceTaken.elapsed());
        attempted.add(lease.message());
    }

    private void due(String tenant, int messages) {
        for (int number = 0; number < messages; number++) {
            deliveries.add(new Lease(tenant, "ep_1", 1, tenant + "-" + number, number, 0, Cause.LIVE, 12));
        }
    }

    private void awaitAttempted(int messages) {
        await().atMost(PATIENCE).until(() -> attempted.size() == messages);
    }

    @Test
    void whatever_is_due_in_whichever_shard_is_attempted_once() {
        for (int tenant = 0; tenant < 100; tenant++) {
            due("tenant" + tenant, 20);
        }

        dispatch(512, this::attempt);

        awaitAttempted(2_000);
        assertThat(attempted).doesNotHaveDuplicates();
    }

    @Test
    void a_lease_is_as_old_as_the_question_for_it() {
        deliveries.whenTaken(() -> clock.advance(Duration.ofSeconds(3)));
        due("acme", 1);

        dispatch(1, this::attempt);

        awaitAttempted(1);
        assertThat(elapsed).hasSize(1).allMatch(age -> age.compareTo(Duration.ofSeconds(3)) >= 0);
    }

    @Test
    void no_more_is_taken_than_can_begin_at_once() throws InterruptedException {
        var begun = new CountDownLatch(5);
        due("acme", 1_000);

        var dispatcher = dispatch(5, (lease, sinceTaken) -> {
            begun.countDown();
            gate.await();
            attempt(lease, sinceTaken);
        });

        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(dispatcher.underWay()).isEqualTo(5);
        gate.countDown();
        awaitAttempted(1_000);
        assertThat(deliveries.asked()).allMatch(most -> most >= 1 && most <= 5);
    }

    @Test
    void goes_on_after_redis_was_away_with_no_restart() {
        deliveries.away(true);
        dispatch(512, this::attempt);
        await().atMost(PATIENCE).until(() -> survived.size() >= 2 * Shards.COUNT);

        due("acme", 10);
        deliveries.away(false);

        awaitAttempted(10);
    }

    @Test
    void a_shard_that_fails_does_not_keep_the_others_waiting_and_is_visited_again() {
        deliveries.sicken(Shards.of("acme"));
        due("acme", 10);
        due("brand", 10);
        assertThat(Shards.of("brand")).isNotEqualTo(Shards.of("acme"));

        dispatch(512, this::attempt);

        awaitAttempted(10);
        assertThat(attempted).allMatch(message -> message.startsWith("brand"));
        deliveries.sicken(-1);
        awaitAttempted(20);
    }

    @Test
    void who_is_stopped_waits_until_what_was_under_way_is_handed_back() throws InterruptedException {
        var begun = new CountDownLatch(5);
        due("acme", 5);
        dispatch(6, (lease, sinceTaken) -> {
            begun.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                // so long that whoever does not wait is gone
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                attempt(lease, sinceTaken);
                throw e;
            }
        });
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        stopping = true;
        assertThat(thread.join(PATIENCE)).isTrue();

        assertThat(attempted).hasSize(5);
    }

    @Test
    void an_attempt_that_fails_as_nobody_expects_gives_its_place_to_another() {
        due("acme", 100);

        dispatch(1, (lease, sinceTaken) -> {
            attempt(lease, sinceTaken);
            throw new IllegalStateException("a bug");
        });

        awaitAttempted(100);
        await().atMost(PATIENCE).until(() -> survived.size() == 100);
        assertThat(List.copyOf(survived)).containsOnly("make an attempt");
    }
}
