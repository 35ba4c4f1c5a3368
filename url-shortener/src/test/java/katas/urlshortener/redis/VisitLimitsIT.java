package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.urlshortener.Creation;
import katas.urlshortener.Creation.Created;
import katas.urlshortener.Links.Visited;
import katas.urlshortener.Resolution;
import katas.urlshortener.Resolution.Gone;
import katas.urlshortener.Resolution.Leads;
import katas.urlshortener.Resolution.Reason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Links that end after some visits, or at some moment. */
@Lab(Needs.REDIS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisitLimitsIT {
    private static final int LIMIT = 100;
    private static final int CALLS = 1_000;

    private List<Replica> replicas = List.of();

    @BeforeAll
    void start(RedisHandle redis) {
        replicas = Stream.generate(() -> Replica.of(redis.uri()).patient().start())
                .limit(3)
                .toList();
    }

    @AfterAll
    void stop() {
        replicas.forEach(Replica::close);
    }

    @Test
    void a_link_with_100_visits_gives_exactly_100_redirects_to_1000_concurrent_visitors_of_3_replicas() {
        var link = NewLinks.create(replica(0), NewLinks.limited("ann", LIMIT));

        var answers = LoadDriver.run(CALLS, i -> replica(i).resolver.resolve(link.code(), true));

        assertThat(answers.failures()).isEmpty();
        assertThat(answers.count(new Leads(link))).isEqualTo(LIMIT);
        assertThat(answers.count(new Gone(Reason.USED_UP))).isEqualTo(CALLS - LIMIT);
        assertThat(replica(0).links.find(link.code(), "ann")).contains(new Visited(link, LIMIT));
    }

    @Test
    void looking_takes_no_visit_and_finds_out_when_there_is_none_left() {
        var link = NewLinks.create(replica(0), NewLinks.limited("ann", 1));

        var looks = LoadDriver.run(100, i -> replica(i).resolver.resolve(link.code(), false));
        var visit = replica(0).resolver.resolve(link.code(), true);
        var look = replica(1).resolver.resolve(link.code(), false);

        assertThat(looks.count(new Leads(link))).isEqualTo(100);
        assertThat(visit).isEqualTo(new Leads(link));
        assertThat(look).isEqualTo(new Gone(Reason.USED_UP));
    }

    @Test
    void a_link_ends_exactly_when_redis_shows_its_moment() {
        endsExactly(replica(0));
    }

    @Test
    void a_link_ends_exactly_when_redis_shows_its_moment_whatever_the_clock_of_the_service_shows(RedisHandle redis) {
        long skew = Duration.ofDays(1_000).toNanos();
        try (var skewed = Replica.of(redis.uri())
                .patient()
                .nanoTime(() -> System.nanoTime() - skew)
                .start()) {
            endsExactly(skewed);
        }
    }

    @Test
    void a_link_that_would_be_over_before_it_begins_is_not_created() {
        var now = now(replica(0));

        var creation = replica(0).links.create(NewLinks.expiring("late", now), replica(0).codes);

        assertThat(creation).isEqualTo(new Creation.AlreadyExpired());
        assertThat(replica(0).links.page("late", "", 10).links()).isEmpty();
    }

    private static void endsExactly(Replica replica) {
        int leads = 0;
        // on a busy machine a short life is over before anybody has seen the link
        for (int seconds = 1; leads == 0; seconds *= 4) {
            assertThat(seconds).isLessThan(100);
            leads = leadsUntilItsEnd(replica, Duration.ofSeconds(seconds));
        }
    }

    /** Asks Redis for its time before and after each question, until the link is over for good. */
    private static int leadsUntilItsEnd(Replica replica, Duration life) {
        var end = now(replica).plus(life);
        if (!(replica.links.create(NewLinks.expiring("ann", end), replica.codes) instanceof Created(var link))) {
            return 0;
        }
        int leads = 0;
        int over = 0;

        while (over < 20) {
            var before = now(replica);
            var answer = replica.resolver.resolve(link.code(), true);
            var after = now(replica);
            if (after.isBefore(end)) {
                assertThat(answer).isEqualTo(new Leads(link));
                leads++;
            } else if (!before.isBefore(end)) {
                assertThat(answer).isEqualTo(gone());
                over++;
            }
        }

        return leads;
    }

    private static Resolution gone() {
        return new Gone(Reason.EXPIRED);
    }

    private static Instant now(Replica replica) {
        return RedisTime.parse(replica.patient().call(commands -> commands.time()));
    }

    private Replica replica(int number) {
        return replicas.get(number % replicas.size());
    }
}
