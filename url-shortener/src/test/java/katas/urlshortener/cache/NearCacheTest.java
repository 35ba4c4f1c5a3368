package katas.urlshortener.cache;

import static katas.urlshortener.cache.FakeStore.TRUST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.stream.IntStream;
import katas.urlshortener.StoreUnavailable;
import katas.urlshortener.cache.ReadThrough.Found;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NearCacheTest {
    private static final Duration LONGEST_STALE = Duration.ofSeconds(60);
    private static final Duration NANOSECOND = Duration.ofNanos(1);
    private static final int BOUND = 100;

    private final FakeStore store = new FakeStore();
    private final NearCache<String, Integer> cache =
            new NearCache<>(store, value -> value == 0, BOUND, LONGEST_STALE, store.nanos::get);

    @Test
    void reads_once_and_answers_from_the_copy_from_then_on() {
        store.set("a", 1);

        assertThat(cache.get("a")).isEqualTo(1);
        assertThat(cache.get("a")).isEqualTo(1);
        assertThat(cache.get("a")).isEqualTo(1);

        assertThat(cache.counts()).isEqualTo(new CacheCounts(2, 1, 0, 0));
    }

    @Test
    void tells_copies_that_the_store_vouches_for_from_those_it_serves_while_that_is_away() {
        store.set("a", 1);

        assertThat(cache.copy("a")).isEmpty();
        assertThat(cache.find("a")).isEqualTo(new Found<>(1, true));
        assertThat(cache.find("a")).isEqualTo(new Found<>(1, true));
        assertThat(cache.copy("a")).contains(1);
        store.subscription.end();
        store.away = true;
        assertThat(cache.copy("a")).isEmpty();
        assertThat(cache.find("a")).isEqualTo(new Found<>(1, false));
    }

    @Test
    void keeps_that_there_is_nothing() {
        assertThat(cache.get("a")).isZero();
        assertThat(cache.get("a")).isZero();

        assertThat(store.reads).hasValue(1);
    }

    @Test
    void a_copy_does_not_grow_old_as_long_as_the_store_confirms_the_line() {
        store.set("a", 1);
        cache.get("a");

        for (int i = 0; i < 10_000; i++) {
            store.advance(TRUST.minus(NANOSECOND));
            assertThat(cache.get("a")).isEqualTo(1);
            store.confirm();
        }

        assertThat(store.reads).hasValue(1);
    }

    @Nested
    class When_the_store_says_that_something_changed {

        @Test
        void the_next_caller_reads_it() {
            store.set("a", 1);
            cache.get("a");

            store.set("a", 2);
            cache.changed("a");

            assertThat(cache.get("a")).isEqualTo(2);
        }

        @Test
        void a_link_that_is_created_is_seen_where_there_was_none() {
            cache.get("a");

            store.set("a", 1);
            cache.changed("a");

            assertThat(cache.get("a")).isEqualTo(1);
        }

        @Test
        void only_that_is_read_again() {
            cache.get("a");
            cache.get("b");

            cache.changed("a");
            cache.get("b");

            assertThat(store.reads).hasValue(2);
        }

        @Test
        void everything_is_read_again_if_it_may_be_everything() {
            store.set("a", 1);
            cache.get("a");
            cache.get("b");

            store.set("a", 2);
            store.set("b", 2);
            cache.forgetAll();

            assertThat(cache.get("a")).isEqualTo(2);
            assertThat(cache.get("b")).isEqualTo(2);
        }

        @Test
        void the_writer_need_not_wait_for_the_store_to_say_so() {
            store.set("a", 1);
            cache.get("a");

            store.set("a", 2);
            cache.changed("a");

            assertThat(cache.get("a")).isEqualTo(2);
        }
    }

    @Nested
    class When_the_store_does_not_vouch_for_a_copy {

        @Test
        void it_is_read_again_once_the_line_is_gone() {
            store.set("a", 1);
            cache.get("a");

            store.subscription.end();
            store.set("a", 2);

            assertThat(cache.get("a")).isEqualTo(2);
        }

        @Test
        void it_is_read_again_once_the_line_was_silent_for_too_long() {
            cache.get("a");

            store.advance(TRUST.minus(NANOSECOND));
            cache.get("a");
            assertThat(store.reads).hasValue(1);

            store.advance(NANOSECOND);
            cache.get("a");
            assertThat(store.reads).hasValue(2);
        }

        @Test
        void it_is_good_again_once_the_line_is_confirmed() {
            cache.get("a");
            store.advance(TRUST.multipliedBy(5));

            store.confirm();
            cache.get("a");

            assertThat(store.reads).hasValue(1);
        }

        @Test
        void a_line_that_is_gone_stays_gone_whatever_still_arrives_on_it() {
            cache.get("a");

            store.subscription.end();
            store.confirm();
            cache.get("a");

            assertThat(store.reads).hasValue(2);
        }

        @Test
        void what_a_new_line_reads_is_vouched_for_again() {
            cache.get("a");
            store.subscription.end();
            store.subscribe();

            cache.get("a");
            cache.get("a");

            assertThat(store.reads).hasValue(2);
        }
    }

    @Nested
    class When_the_store_is_away {

        @Test
        void a_copy_that_it_vouches_for_needs_no_store() {
            store.set("a", 1);
            cache.get("a");

            store.away = true;

            assertThat(cache.get("a")).isEqualTo(1);
            assertThat(cache.counts().stale()).isZero();
        }

        @Test
        void a_copy_is_served_up_to_the_limit_after_its_last_confirmation_and_counted() {
            store.set("a", 1);
            cache.get("a");
            store.advance(Duration.ofMillis(500));
            store.confirm();
            goAway();

            store.advance(LONGEST_STALE);
            assertThat(cache.get("a")).isEqualTo(1);
            assertThat(cache.get("a")).isEqualTo(1);
            assertThat(cache.counts().stale()).isEqualTo(2);

            store.advance(NANOSECOND);
            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> cache.get("a"));
            assertThat(cache.counts().stale()).isEqualTo(2);
        }

        @Test
        void it_is_asked_first_each_time() {
            cache.get("a");
            goAway();

            cache.get("a");
            cache.get("a");

            assertThat(store.reads).hasValue(3);
        }

        @Test
        void what_was_never_read_is_unavailable() {
            store.away = true;

            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> cache.get("a"));
        }

        @Test
        void a_copy_that_was_forgotten_is_not_served() {
            cache.get("a");
            goAway();

            cache.changed("a");

            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> cache.get("a"));
        }

        @Test
        void what_replaced_a_value_is_served_and_not_the_value() {
            store.set("a", 1);
            cache.get("a");
            store.subscription.end();
            store.subscribe();
            store.set("a", 0);
            cache.get("a");

            goAway();

            assertThat(cache.get("a")).isZero();
        }

        @Test
        void the_first_answer_after_its_return_is_its_own() {
            store.set("a", 1);
            cache.get("a");
            goAway();
            cache.get("a");

            store.set("a", 2);
            store.away = false;

            assertThat(cache.get("a")).isEqualTo(2);
        }

        private void goAway() {
            store.subscription.end();
            store.away = true;
        }
    }

    @Nested
    class Its_size {

        @Test
        void a_flood_of_misses_displaces_nothing_that_exists() {
            for (int i = 0; i < BOUND; i++) {
                store.set("link-" + i, 1);
                cache.get("link-" + i);
            }

            for (int i = 0; i < 10_000; i++) {
                cache.get("miss-" + i);
            }

            int before = store.reads.get();
            for (int i = 0; i < BOUND; i++) {
                cache.get("link-" + i);
            }
            assertThat(store.reads).hasValue(before);
        }

        @Test
        void neither_values_nor_absences_grow_without_bound() {
            for (int i = 0; i < 10_000; i++) {
                store.set("link-" + i, 1);
                cache.get("link-" + i);
                cache.get("miss-" + i);
            }

            // a copy that is looked for without reading: the store is away
            store.subscription.end();
            store.away = true;
            assertThat(kept("link-")).isLessThan(1_000);
            assertThat(kept("miss-")).isLessThan(1_000);
        }

        private long kept(String prefix) {
            return IntStream.range(0, 10_000)
                    .filter(i -> {
                        try {
                            cache.get(prefix + i);
                            return true;
                        } catch (StoreUnavailable e) {
                            return false;
                        }
                    })
                    .count();
        }
    }

    @Test
    void a_store_that_breaks_in_an_unforeseen_way_leaves_nothing_behind() {
        store.onTheWay = () -> {
            throw new IllegalStateException("broken");
        };
        assertThatIllegalStateException().isThrownBy(() -> cache.get("a"));

        store.onTheWay = () -> {};

        assertThat(cache.get("a")).isZero();
    }
}
