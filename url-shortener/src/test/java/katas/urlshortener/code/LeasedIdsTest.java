package katas.urlshortener.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import katas.lab.testing.LoadDriver;
import katas.urlshortener.StoreUnavailable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LeasedIdsTest {
    private final Counter counter = new Counter();

    @Test
    void leases_once_for_a_thousand_ids() {
        var ids = new LeasedIds(counter, 1_000);

        var given = LongStream.generate(ids::next).limit(10_000).boxed().toList();

        assertThat(given).isEqualTo(LongStream.range(0, 10_000).boxed().toList());
        assertThat(counter.leases).hasValue(10);
    }

    @Test
    void leases_nothing_before_the_first_id_is_wanted() {
        var _ = new LeasedIds(counter, 1_000);

        assertThat(counter.leases).hasValue(0);
    }

    @Test
    void gives_no_id_twice_and_skips_none_whoever_asks_at_once() {
        var ids = new LeasedIds(counter, 7);

        var given = LoadDriver.run(7_000, 50, _ -> ids.next());

        assertThat(given.failures()).isEmpty();
        assertThat(new HashSet<>(given.results())).hasSize(7_000).contains(0L, 6_999L);
        assertThat(counter.leases).hasValue(1_000);
    }

    @Test
    void replicas_never_meet() {
        var one = new LeasedIds(counter, 3);
        var other = new LeasedIds(counter, 5);

        var given = new HashSet<Long>();
        for (int i = 0; i < 1_000; i++) {
            given.add(one.next());
            given.add(other.next());
        }

        assertThat(given).hasSize(2_000);
    }

    @Test
    void a_lease_that_fails_loses_nothing() {
        var ids = new LeasedIds(counter, 2);
        ids.next();
        ids.next();

        counter.away = true;
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(ids::next);
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(ids::next);

        counter.away = false;
        assertThat(ids.next()).isEqualTo(2);
        assertThat(ids.next()).isEqualTo(3);
    }

    @Test
    void all_who_wait_for_a_lease_share_its_failure() throws Exception {
        var callers = new ArrayList<Thread>();
        var failures = new LongAdder();
        var leases = new AtomicInteger();
        var ids = new LeasedIds(
                size -> {
                    leases.incrementAndGet();
                    Awaitility.await()
                            .until(() -> callers.stream()
                                            .filter(LeasedIdsTest::waits)
                                            .count()
                                    == 9);
                    throw new StoreUnavailable("away", null);
                },
                10);
        for (int i = 0; i < 10; i++) {
            callers.add(Thread.ofPlatform().unstarted(() -> {
                try {
                    ids.next();
                } catch (StoreUnavailable e) {
                    failures.increment();
                }
            }));
        }

        callers.forEach(Thread::start);
        for (var caller : callers) {
            caller.join();
        }

        assertThat(failures.sum()).isEqualTo(10);
        assertThat(leases).hasValue(1);
    }

    private static boolean waits(Thread caller) {
        return caller.getState() == Thread.State.WAITING;
    }

    @Test
    void what_is_left_of_a_block_is_given_out_while_the_store_is_away() {
        var ids = new LeasedIds(counter, 3);
        ids.next();

        counter.away = true;

        assertThat(ids.next()).isEqualTo(1);
        assertThat(ids.next()).isEqualTo(2);
    }

    @Test
    void a_replica_that_ends_takes_no_more_than_its_block_with_it() {
        new LeasedIds(counter, 1_000).next();

        assertThat(new LeasedIds(counter, 1_000).next()).isEqualTo(1_000);
    }

    @Test
    void needs_a_block_of_at_least_one() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LeasedIds(counter, 0));
    }

    private static final class Counter implements IdBlocks {
        private final AtomicLong leased = new AtomicLong();
        private final AtomicInteger leases = new AtomicInteger();
        private volatile boolean away;

        @Override
        public long lease(int size) {
            if (away) {
                throw new StoreUnavailable("away", null);
            }
            leases.incrementAndGet();
            return leased.getAndAdd(size);
        }
    }
}
