package katas.ratelimiter.fast;

import static java.util.concurrent.TimeUnit.SECONDS;
import static katas.ratelimiter.Fixtures.NO_REFILL;
import static katas.ratelimiter.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Policy;
import katas.ratelimiter.StoreUnavailable;
import katas.ratelimiter.memory.InMemoryRateLimiter;
import org.junit.jupiter.api.Test;

class CoalescingRateLimiterTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final Policy policy = policy(Algorithm.TOKEN_BUCKET, 3, NO_REFILL);
    private final GatedStore store = new GatedStore(new InMemoryRateLimiter(InstantSource.system(), 10));
    private final CoalescingRateLimiter limiter = new CoalescingRateLimiter(store, PATIENT);

    @Test
    void a_lone_call_goes_out_at_once() {
        store.open();

        assertThat(limiter.tryAcquire(policy, "key", 2)).isInstanceOf(Decision.Allowed.class);
        assertThat(store.trips()).containsExactly(List.of(2));
    }

    @Test
    void calls_that_arrive_while_one_is_under_way_share_the_next_trip_and_are_decided_in_order() {
        var leader = call("key", 1);
        await().atMost(10, SECONDS).until(() -> store.trips().size() == 1);
        var followers = new ArrayList<CompletableFuture<Decision>>();
        for (int follower = 0; follower < 4; follower++) {
            followers.add(call("key", 1));
            int joined = follower + 1;
            await().atMost(10, SECONDS).until(() -> limiter.waitingFor(policy, "key") == joined);
        }

        store.open();

        assertThat(leader.join()).isInstanceOf(Decision.Allowed.class);
        assertThat(followers.stream().map(CompletableFuture::join).map(Object::getClass))
                .containsExactly(
                        Decision.Allowed.class, Decision.Allowed.class, Decision.Denied.class, Decision.Denied.class);
        assertThat(store.trips()).containsExactly(List.of(1), List.of(1, 1, 1, 1));
    }

    @Test
    void calls_for_another_key_do_not_wait() {
        var waiting = call("slow", 1);
        await().atMost(10, SECONDS).until(() -> store.trips().size() == 1);
        var other = call("other", 1);
        await().atMost(10, SECONDS).until(() -> store.trips().size() == 2);

        store.open();

        assertThat(waiting.join()).isInstanceOf(Decision.Allowed.class);
        assertThat(other.join()).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void those_who_waited_behind_a_failed_trip_fail_with_it_and_the_next_call_tries_again() {
        var leader = call("key", 1);
        await().atMost(10, SECONDS).until(() -> store.trips().size() == 1);
        var follower = call("key", 1);
        await().atMost(10, SECONDS).until(() -> limiter.waitingFor(policy, "key") == 1);

        store.fail(new StoreUnavailable("gone", null));

        assertThat(leader).failsWithin(PATIENT).withThrowableThat().withRootCauseInstanceOf(StoreUnavailable.class);
        assertThat(follower).failsWithin(PATIENT).withThrowableThat().withRootCauseInstanceOf(StoreUnavailable.class);
        assertThat(store.trips()).hasSize(1);
        store.open();
        assertThat(limiter.tryAcquire(policy, "key", 1)).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void nobody_waits_longer_than_the_deadline() {
        var hasty = new CoalescingRateLimiter(store, Duration.ofMillis(50));
        var leader =
                CompletableFuture.supplyAsync(() -> hasty.tryAcquire(policy, "key", 1), Thread::startVirtualThread);
        await().atMost(10, SECONDS).until(() -> store.trips().size() == 1);

        var follower =
                CompletableFuture.supplyAsync(() -> hasty.tryAcquire(policy, "key", 1), Thread::startVirtualThread);

        assertThat(follower).failsWithin(PATIENT).withThrowableThat().withRootCauseInstanceOf(TimeoutException.class);
        assertThat(leader).isNotDone();
        store.open();
        assertThat(leader.join()).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void remembers_no_key_once_its_calls_are_decided() {
        store.open();
        limiter.tryAcquire(policy, "key", 1);

        assertThat(limiter.keysUnderWay()).isZero();
    }

    private CompletableFuture<Decision> call(String key, int permits) {
        return CompletableFuture.supplyAsync(
                () -> limiter.tryAcquire(policy, key, permits), Thread::startVirtualThread);
    }
}
