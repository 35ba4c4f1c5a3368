package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import katas.urlshortener.Link;
import katas.urlshortener.Redirect;
import katas.urlshortener.Resolution.Leads;
import katas.urlshortener.StoreClock;
import katas.urlshortener.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CachePolicyTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final StoreClock clock = new StoreClock();
    private final AtomicLong nanoTime = new AtomicLong(100);
    private final CachePolicy policy = new CachePolicy(clock, nanoTime::get);

    @Test
    void an_end_that_is_far_away_does_not_shorten_the_day() {
        clock.observe(NOW, 0, 100);

        assertThat(policy.of(leads(NOW.plus(Duration.ofDays(30))))).isEqualTo("max-age=86400");
    }

    @Test
    void whole_seconds_until_the_end_are_left_and_rounded_down() {
        clock.observe(NOW, 0, 100);

        assertThat(policy.of(leads(NOW.plusSeconds(60)))).isEqualTo("max-age=59");
        nanoTime.addAndGet(Duration.ofSeconds(50).toNanos());
        assertThat(policy.of(leads(NOW.plusSeconds(60)))).isEqualTo("max-age=9");
    }

    @Test
    void what_ends_within_the_second_or_by_a_clock_that_nobody_saw_is_not_remembered() {
        assertThat(policy.of(leads(NOW.plusSeconds(60)))).isEqualTo("no-store");

        clock.observe(NOW, 0, 100);

        assertThat(policy.of(leads(NOW.plusSeconds(1)))).isEqualTo("no-store");
        assertThat(policy.of(leads(NOW.minusSeconds(1)))).isEqualTo("no-store");
    }

    @Test
    void what_nobody_vouches_for_is_not_remembered() {
        assertThat(policy.of(new Leads(link(null), true))).isEqualTo("max-age=86400");
        assertThat(policy.of(new Leads(link(null), false))).isEqualTo("no-store");
    }

    private static Leads leads(Instant expiresAt) {
        return new Leads(link(expiresAt));
    }

    private static Link link(@Nullable Instant expiresAt) {
        return new Link(
                "abcdefg",
                new Target("https://example.com/"),
                "me",
                Redirect.MOVED_PERMANENTLY,
                NOW,
                expiresAt,
                null,
                1);
    }
}
