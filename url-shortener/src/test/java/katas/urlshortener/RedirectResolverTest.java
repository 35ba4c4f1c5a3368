package katas.urlshortener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import katas.urlshortener.Resolution.Gone;
import katas.urlshortener.Resolution.Leads;
import katas.urlshortener.Resolution.Reason;
import katas.urlshortener.Resolution.Unknown;
import katas.urlshortener.VisitLimits.Verdict;
import katas.urlshortener.cache.CacheCounts;
import katas.urlshortener.cache.ReadThrough;
import katas.urlshortener.code.CodeSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectResolverTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:41:07.250Z");
    private static final long NANOS = 1_000_000_000_000L;
    private static final long TRIP = Duration.ofMillis(2).toNanos();

    private final Stored stored = new Stored();
    private final Limits limits = new Limits();
    private final StoreClock clock = new StoreClock();
    private final RedirectResolver resolver =
            new RedirectResolver(new OnlyKnownForm(), stored, clock, limits, () -> NANOS);

    @Test
    void an_unlimited_link_leads_on_and_only_memory_is_asked() {
        var link = stored.add(link("hello", null, null));

        assertThat(resolver.resolve("hello", true)).isEqualTo(new Leads(link));
        assertThat(limits.asked).isEmpty();
    }

    @Test
    void a_code_that_nobody_has_is_unknown() {
        assertThat(resolver.resolve("hello", true)).isEqualTo(new Unknown());
    }

    @Test
    void a_code_that_cannot_exist_is_unknown_without_a_look() {
        assertThat(resolver.resolve("excluded", true)).isEqualTo(new Unknown());
        assertThat(stored.asked).isEmpty();
    }

    @Test
    void a_link_that_is_known_for_sure_leads_on_without_a_look_at_what_was_given_out() {
        var link = stored.add(link("excluded", null, null));
        stored.copies = true;

        assertThat(resolver.resolve("excluded", true)).isEqualTo(new Leads(link));
        assertThat(stored.asked).isEmpty();
    }

    @Test
    void a_link_that_nobody_vouches_for_leads_on_and_is_told_apart() {
        var link = stored.add(link("hello", null, null));
        stored.confirmed = false;

        assertThat(resolver.resolve("hello", true)).isEqualTo(new Leads(link, false));
    }

    @Test
    void a_deleted_link_is_gone() {
        stored.found.put("hello", new Lookup.Deleted());

        assertThat(resolver.resolve("hello", true)).isEqualTo(new Gone(Reason.DELETED));
        assertThat(limits.asked).isEmpty();
    }

    @Test
    void a_link_whose_end_is_certainly_ahead_leads_on_without_asking() {
        clock.observe(NOW, NANOS - TRIP, NANOS);
        var link = stored.add(link("hello", NOW.plusMillis(3), null));

        assertThat(resolver.resolve("hello", true)).isEqualTo(new Leads(link));
        assertThat(limits.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000_000})
    void a_link_whose_end_the_clock_shows_is_gone_without_asking(long millisAgo) {
        clock.observe(NOW, NANOS - TRIP, NANOS);
        stored.add(link("hello", NOW.minusMillis(millisAgo), null));

        assertThat(resolver.resolve("hello", true)).isEqualTo(new Gone(Reason.EXPIRED));
        assertThat(limits.asked).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_link_whose_end_is_too_close_to_tell_is_decided_by_the_store(Verdict verdict) {
        clock.observe(NOW, NANOS - TRIP, NANOS);
        var link = stored.add(link("hello", NOW.plusMillis(1), null));
        limits.verdict = verdict;

        assertThat(resolver.resolve("hello", true)).isEqualTo(expected(verdict, link));
        assertThat(limits.asked).containsExactly("hello true");
    }

    @Test
    void a_link_with_an_end_is_decided_by_the_store_before_its_clock_was_seen() {
        var link = stored.add(link("hello", NOW.plusSeconds(3_600), null));

        assertThat(resolver.resolve("hello", true)).isEqualTo(new Leads(link));
        assertThat(limits.asked).containsExactly("hello true");
    }

    @ParameterizedTest
    @EnumSource
    void a_link_with_a_number_of_visits_is_always_decided_by_the_store(Verdict verdict) {
        clock.observe(NOW, NANOS - TRIP, NANOS);
        var link = stored.add(link("hello", NOW.plusSeconds(3_600), 10L));
        limits.verdict = verdict;

        assertThat(resolver.resolve("hello", true)).isEqualTo(expected(verdict, link));
        assertThat(limits.asked).containsExactly("hello true");
    }

    @Test
    void a_look_is_no_visit() {
        stored.add(link("hello", null, 10L));

        resolver.resolve("hello", false);

        assertThat(limits.asked).containsExactly("hello false");
    }

    @Test
    void says_so_when_only_the_store_could_tell_and_is_away() {
        stored.add(link("hello", null, 10L));
        limits.away = true;
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> resolver.resolve("hello", true));

        stored.away = true;
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> resolver.resolve("other", true));
    }

    private static Resolution expected(Verdict verdict, Link link) {
        return switch (verdict) {
            case GRANTED -> new Leads(link);
            case USED_UP -> new Gone(Reason.USED_UP);
            case EXPIRED -> new Gone(Reason.EXPIRED);
            case DELETED -> new Gone(Reason.DELETED);
            case ABSENT -> new Unknown();
        };
    }

    private static Link link(String code, @Nullable Instant expiresAt, @Nullable Long maxVisits) {
        return new Link(
                code,
                new Target("https://example.com/"),
                "ann",
                Redirect.FOUND,
                NOW.minusSeconds(60),
                expiresAt,
                maxVisits,
                1);
    }

    private static final class OnlyKnownForm implements CodeSource {
        @Override
        public String next() {
            throw new IllegalStateException("nothing is created here");
        }

        @Override
        public boolean excludes(String code) {
            return code.equals("excluded");
        }
    }

    private static final class Stored implements ReadThrough<String, Lookup> {
        private final Map<String, Lookup> found = new HashMap<>();
        private final List<String> asked = new ArrayList<>();
        private boolean away;
        private boolean copies;
        private boolean confirmed = true;

        @Override
        public Optional<Lookup> copy(String code) {
            return copies ? Optional.ofNullable(found.get(code)) : Optional.empty();
        }

        @Override
        public Found<Lookup> find(String code) {
            return new Found<>(get(code), confirmed);
        }

        Link add(Link link) {
            found.put(link.code(), new Lookup.Existing(link));
            return link;
        }

        @Override
        public Lookup get(String code) {
            if (away) {
                throw new StoreUnavailable("away", null);
            }
            asked.add(code);
            return found.getOrDefault(code, new Lookup.Absent());
        }

        @Override
        public void changed(String code) {}

        @Override
        public CacheCounts counts() {
            return new CacheCounts(0, 0, 0, 0);
        }
    }

    private static final class Limits implements VisitLimits {
        private final List<String> asked = new ArrayList<>();
        private Verdict verdict = Verdict.GRANTED;
        private boolean away;

        @Override
        public Verdict visit(String code, boolean counts) {
            if (away) {
                throw new StoreUnavailable("away", null);
            }
            asked.add(code + " " + counts);
            return verdict;
        }
    }
}
