package katas.webhooks.delivery;

import static katas.webhooks.message.Sent.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import katas.lab.testing.MutableClock;
import katas.webhooks.Ids;
import katas.webhooks.message.Payload;
import org.junit.jupiter.api.Test;

/** How much of messages' bodies is in memory at once. */
class BoundedAttemptsTest {
    private static final int ROOM = 4 * Payload.MAX_BYTES;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MutableClock clock = MutableClock.at(NOON);
    private final Stopwatch stopwatch =
            new Stopwatch(new Ids(clock, new SplittableRandom(1)), clock, () -> clock.micros() * 1_000);
    private final Stopwatch.Running sinceTaken = stopwatch.start();
    private final MemoryDeliveries deliveries = new MemoryDeliveries();
    private final Completing completing = new Completing(deliveries, LONG, _ -> {}, (_, _) -> {});

    private static Lease lease(String message, int bodyBytes) {
        return new Lease("acme", "ep_1", 1, message, 7, 0, Cause.LIVE, bodyBytes);
    }

    private static Lease large(String message) {
        return lease(message, Payload.MAX_BYTES);
    }

    private static Lease small(String message) {
        return lease(message, BoundedAttempts.SMALL_BYTES);
    }

    @Test
    void large_bodies_under_way_are_never_more_than_there_is_room_for() throws InterruptedException {
        var random = new SplittableRandom(1);
        var waiting = new ArrayList<Lease>();
        for (int number = 0; number < 100; number++) {
            waiting.add(lease("msg_" + number, random.nextInt(BoundedAttempts.SMALL_BYTES, Payload.MAX_BYTES) + 1));
        }
        var underWay = new ArrayList<Integer>();
        var attempts = new Dispatcher.Attempts[1];
        attempts[0] = new BoundedAttempts(
                (lease, _) -> {
                    // the next begin while this one is under way
                    underWay.add(lease.bodyBytes());
                    while (!waiting.isEmpty()) {
                        attempts[0].attempt(waiting.removeFirst(), sinceTaken);
                    }
                },
                ROOM,
                completing,
                LONG);

        attempts[0].attempt(waiting.removeFirst(), sinceTaken);

        assertThat(underWay.stream().mapToInt(bytes -> bytes).sum()).isBetween(ROOM - Payload.MAX_BYTES, ROOM);
        assertThat(underWay.size() + deliveries.handedBack().size()).isEqualTo(100);
    }

    @Test
    void large_ones_go_one_after_the_other_if_there_is_no_room_for_two() throws Exception {
        var free = new Semaphore(Payload.MAX_BYTES, true);
        var underWay = new AtomicInteger();
        var made = new ConcurrentLinkedQueue<Integer>();
        var attempts = new BoundedAttempts(
                (lease, _) -> {
                    int before = underWay.getAndAdd(lease.bodyBytes());
                    // until all others have come, and wait: or there are two at once
                    await().atMost(PATIENCE)
                            .until(() -> !made.isEmpty()
                                    || free.getQueueLength() == 99
                                    || underWay.get() > lease.bodyBytes());
                    made.add(before + lease.bodyBytes());
                    underWay.addAndGet(-lease.bodyBytes());
                },
                Payload.MAX_BYTES,
                free,
                completing,
                Duration.ZERO);
        Callable<Boolean> attempt = () -> {
            attempts.attempt(large("msg"), sinceTaken);
            return true;
        };

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var ended : threads.invokeAll(Collections.nCopies(100, attempt))) {
                assertThat(ended.get()).isTrue();
            }
        }

        assertThat(made).hasSize(100).containsOnly(Payload.MAX_BYTES);
        assertThat(deliveries.handedBack()).isEmpty();
    }

    @Test
    void who_waits_for_room_waits_until_its_lease_has_left_what_an_attempt_needs() throws InterruptedException {
        var needed = Duration.ofMinutes(2);
        var begun = new ArrayList<Duration>();
        var room = new PassingTime();
        var attempts = new BoundedAttempts(
                (_, since) -> begun.add(completing.left(since)), Payload.MAX_BYTES, room, completing, needed);
        clock.advance(Duration.ofMinutes(1));

        room.acquire(Payload.MAX_BYTES);
        attempts.attempt(large("msg_in_vain"), sinceTaken);
        assertThat(clock.instant()).isEqualTo(NOON.plus(LONG).minus(needed));
        assertThat(deliveries.handedBack()).containsExactly(large("msg_in_vain"));

        var sinceTakenNow = stopwatch.start();
        clock.advance(Duration.ofMinutes(1));
        room.freedAtTheLastMoment = true;
        attempts.attempt(large("msg_just_in_time"), sinceTakenNow);
        assertThat(begun).containsExactly(needed);
    }

    /** Room for one, where waiting takes no time but the clock's. */
    private final class PassingTime extends Semaphore {
        private static final long serialVersionUID = 1;

        private boolean freedAtTheLastMoment;

        PassingTime() {
            super(Payload.MAX_BYTES);
        }

        @Override
        public boolean tryAcquire(int permits, long wait, TimeUnit unit) {
            clock.advance(Duration.of(wait, unit.toChronoUnit()));
            if (freedAtTheLastMoment) {
                release(permits);
            }
            return tryAcquire(permits);
        }
    }

    @Test
    void a_small_body_waits_for_no_large_one_and_a_large_one_without_room_is_due_again_at_once()
            throws InterruptedException {
        var made = new ArrayList<String>();
        var nested = new ArrayList<>(List.of(large("msg_1"), large("msg_late"), small("msg_small")));
        var attempts = new Dispatcher.Attempts[1];
        attempts[0] = new BoundedAttempts(
                (lease, _) -> {
                    made.add(lease.message());
                    while (!nested.isEmpty()) {
                        attempts[0].attempt(nested.removeFirst(), sinceTaken);
                    }
                },
                2 * Payload.MAX_BYTES,
                completing,
                LONG);

        attempts[0].attempt(large("msg_0"), sinceTaken);

        assertThat(made).containsExactly("msg_0", "msg_1", "msg_small");
        assertThat(deliveries.handedBack()).containsExactly(large("msg_late"));
    }

    @Test
    void one_that_is_longer_than_all_room_goes_alone() throws InterruptedException {
        var made = new ArrayList<String>();
        var attempts =
                new BoundedAttempts((lease, _) -> made.add(lease.message()), Payload.MAX_BYTES, completing, LONG);

        attempts.attempt(lease("msg_0", 2 * Payload.MAX_BYTES), sinceTaken);

        assertThat(made).containsExactly("msg_0");
    }

    @Test
    void an_attempt_that_fails_keeps_no_room() throws InterruptedException {
        var made = new ArrayList<String>();
        var attempts = new BoundedAttempts(
                (lease, _) -> {
                    made.add(lease.message());
                    throw new IllegalStateException("a bug");
                },
                Payload.MAX_BYTES,
                completing,
                LONG);

        assertThatThrownBy(() -> attempts.attempt(large("msg_0"), sinceTaken))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> attempts.attempt(large("msg_1"), sinceTaken))
                .isInstanceOf(IllegalStateException.class);

        assertThat(made).containsExactly("msg_0", "msg_1");
    }

    @Test
    void who_is_interrupted_while_it_waits_for_room_hands_its_lease_back() {
        var attempts = new Dispatcher.Attempts[1];
        attempts[0] = new BoundedAttempts(
                (_, _) -> {
                    Thread.currentThread().interrupt();
                    attempts[0].attempt(large("msg_waiting"), sinceTaken);
                },
                Payload.MAX_BYTES,
                completing,
                Duration.ZERO);

        assertThatThrownBy(() -> attempts[0].attempt(large("msg_0"), sinceTaken))
                .isInstanceOf(InterruptedException.class);

        assertThat(deliveries.handedBack()).containsExactly(large("msg_waiting"));
    }
}
