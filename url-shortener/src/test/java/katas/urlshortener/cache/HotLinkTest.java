package katas.urlshortener.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import katas.lab.testing.TradeOffs;
import katas.urlshortener.naive.TtlCache;
import org.junit.jupiter.api.Test;

/** Somebody follows a link every second, and after a minute it is edited. */
class HotLinkTest {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final String SCENARIO = "wrong redirects of a hot link in the hour after its edit";

    private final FakeStore store = new FakeStore();
    private final NearCache<String, Integer> cache =
            new NearCache<>(store, value -> value == 0, 100, Duration.ofSeconds(60), store.nanos::get);
    private final TtlCache<String, Integer> naive = new TtlCache<>(store, TIME_TO_LIVE, 100, store.nanos::get);

    @Test
    void a_link_that_is_hot_for_ever_still_sees_its_edit() {
        int wrong = wrongAfterEdit(cache);

        TradeOffs.record(SCENARIO, "tracked", wrong);
        assertThat(wrong).isZero();
    }

    @Test
    void a_copy_that_every_hit_prolongs_never_sees_its_edit() {
        int wrong = wrongAfterEdit(naive);

        TradeOffs.record(SCENARIO, "ttl-cache", wrong);
        assertThat(wrong).isEqualTo(HOUR);
        assertThat(naive.counts()).isEqualTo(new CacheCounts(MINUTE + HOUR - 1, 1, 0, 0));
    }

    @Test
    void a_copy_that_every_hit_prolongs_ends_once_it_is_left_alone() {
        store.set("a", 1);
        naive.get("a");
        store.set("a", 2);
        store.advance(TIME_TO_LIVE);

        assertThat(naive.get("a")).isEqualTo(2);
    }

    @Test
    void the_naive_cache_hears_nothing_of_changes_but_is_bounded() {
        store.set("a", 1);
        naive.get("a");
        store.set("a", 2);
        naive.changed("a");
        assertThat(naive.get("a")).isEqualTo(1);

        int links = 10_000;
        for (int i = 0; i < links; i++) {
            naive.get("b" + i);
        }
        int before = store.reads.get();
        for (int i = 0; i < links; i++) {
            naive.get("b" + i);
        }
        assertThat(store.reads.get() - before).isGreaterThan(links - 1_000);
    }

    private int wrongAfterEdit(ReadThrough<String, Integer> links) {
        store.set("a", 1);
        int wrong = 0;
        for (int second = 0; second < MINUTE + HOUR; second++) {
            if (second == MINUTE) {
                store.set("a", 2);
                // as the store tells whoever it has told that it would
                cache.changed("a");
            }
            if (links.get("a") == 1 && second >= MINUTE) {
                wrong++;
            }
            store.advance(Duration.ofSeconds(1));
            store.confirm();
        }
        return wrong;
    }
}
