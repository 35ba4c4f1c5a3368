package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.RedisHandle;
import katas.urlshortener.ServiceReplica;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What visitors and owners get while Redis is away, of a service with the deadlines that it has in production. */
@RunningService
class RedisAwayIT {
    private static final int OUTAGES = 5;
    private static final int FIRST = 2;
    private static final int UNHEARD = 7;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(150);
    private static final Duration BACK_TO_NORMAL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static ServiceReplica replica;

    private final Shortener elsewhere;
    private final Shortener shortener;

    RedisAwayIT(@LocalServerPort int port) {
        this.elsewhere = Shortener.at(port);
        this.shortener = Shortener.at(replica.port());
    }

    @BeforeAll
    static void start(RedisHandle redis, KafkaHandle kafka) {
        replica = ServiceReplica.start(redis, kafka);
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @Test
    void a_dead_redis_stops_no_link_that_was_followed_before_and_nobody_waits_long(RedisHandle redis) throws Exception {
        assertOutages(redis, redis::kill);
    }

    @Test
    void a_frozen_redis_stops_none_either_and_nobody_waits_longer_than_the_deadline(RedisHandle redis)
            throws Exception {
        assertOutages(redis, redis::pause);
    }

    /** Medians, for a busy machine spoils one outage or another. */
    private void assertOutages(RedisHandle redis, Runnable outage) throws Exception {
        var visitors = new ArrayList<Duration>();
        var owners = new ArrayList<Duration>();
        var returns = new ArrayList<Duration>();
        for (int i = 0; i < OUTAGES; i++) {
            var links = new Links();
            outage.run();
            visitors.addAll(links.askAtOnce(0, FIRST));
            links.askAtOnce(FIRST, UNHEARD);
            owners.addAll(links.assertOutage());
            redis.mend();
            returns.add(timed(links::assertNormal));
            await().atMost(PATIENCE)
                    .until(() -> elsewhere.owner.get(Shortener.PATH).status() == 200);
        }
        assertThat(median(visitors)).as("of %s", visitors).isLessThanOrEqualTo(LONGEST_WAIT);
        assertThat(median(owners)).as("of %s", owners).isLessThanOrEqualTo(LONGEST_WAIT);
        assertThat(median(returns)).as("of %s", returns).isLessThanOrEqualTo(BACK_TO_NORMAL);
    }

    private static Duration median(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }

    private static Duration timed(Runnable call) {
        long begin = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** One link that this replica knows, one with a limit, and some that it has never heard of. */
    private final class Links {
        private final String known = shortener.link(",\"alias\":\"" + Shortener.newAlias() + "\"");
        private final String limited = shortener.link(",\"maxVisits\":5");
        private final List<String> unheard = new ArrayList<>();
        // one, or more if the machine was too busy to answer the first visitor in time
        private final long visits;

        Links() {
            for (int i = 0; i < UNHEARD; i++) {
                unheard.add(elsewhere.link());
            }
            // so that this replica knows how many codes the other has leased, as with blocks of a usual size
            awaitRedirect(elsewhere.link());
            awaitRedirect(known);
            awaitRedirect(limited);
            visits = shortener.visits(limited);
        }

        /** Returns how long some waited for a link that nobody here has heard of, all at the same time. */
        List<Duration> askAtOnce(int from, int to) throws Exception {
            var waits = new ArrayList<Duration>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<Duration>> visits = unheard.subList(from, to).stream()
                        .<Callable<Duration>>map(
                                code -> () -> timed(() -> assertUnavailable(shortener.visitor.get("/" + code))))
                        .toList();
                for (var visit : threads.invokeAll(visits)) {
                    waits.add(visit.get());
                }
            }
            return waits;
        }

        /** Returns how long owners waited. */
        List<Duration> assertOutage() {
            assertThat(shortener.visitor.get("/" + known).status()).isEqualTo(302);
            assertUnavailable(shortener.visitor.get("/" + limited));
            var path = Shortener.PATH + "/" + known;
            var owner = shortener.owner;
            List<Supplier<Answer>> calls = List.of(
                    () -> owner.get(Shortener.PATH),
                    () -> owner.get(path),
                    () -> owner.get(path + "/stats"),
                    () -> owner.patch(path, "{\"redirect\":301}"),
                    () -> owner.delete(path),
                    () -> owner.post(Shortener.PATH, Shortener.body("")));
            var waits = calls.stream()
                    .map(call -> timed(() -> assertUnavailable(call.get())))
                    .toList();
            var browser = shortener.visitor.with("Accept", "text/html").get("/" + unheard.getFirst());
            assertThat(browser.status()).isEqualTo(503);
            assertThat(browser.header("Content-Type")).startsWith("text/html");
            assertThat(shortener.visitor.get("/actuator/health/readiness").status())
                    .isEqualTo(200);
            assertThat(shortener.visitor.get("/" + known).status()).isEqualTo(302);
            return waits;
        }

        void assertNormal() {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(unheard)
                            .allSatisfy(code -> assertThat(
                                            shortener.visitor.get("/" + code).status())
                                    .isEqualTo(302)));
            var link = shortener.owner.get(Shortener.PATH + "/" + known).json();
            assertThat(link.get("version").longValue()).isEqualTo(1);
            assertThat(shortener.visits(limited)).isEqualTo(visits);
            awaitRedirect(limited);
        }

        private void awaitRedirect(String code) {
            await().atMost(PATIENCE)
                    .until(() -> shortener.visitor.get("/" + code).status() == 302);
        }
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.problem()).isEqualTo(new Answer.Problem(503, "/problems/temporarily-unavailable", ""));
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
}
