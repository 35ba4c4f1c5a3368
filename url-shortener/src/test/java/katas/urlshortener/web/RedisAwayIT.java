package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    void a_dead_redis_stops_no_link_that_was_followed_before(RedisHandle redis) {
        var links = new Links();
        redis.kill();

        links.assertOutage();
        redis.mend();
        links.assertNormal();
    }

    @Test
    void a_frozen_redis_stops_none_either_and_nobody_waits_longer_than_the_deadline(RedisHandle redis) {
        var links = new Links();
        redis.pause();

        links.assertOutage();
        redis.mend();
        links.assertNormal();
    }

    /** One link that this replica knows, one with a limit, and some that it has never heard of. */
    private final class Links {
        private final String known = shortener.link(",\"alias\":\"" + Shortener.newAlias() + "\"");
        private final String limited = shortener.link(",\"maxVisits\":5");
        private final List<String> unheard = new ArrayList<>();

        Links() {
            for (int i = 0; i < 8; i++) {
                unheard.add(elsewhere.link());
            }
            assertThat(shortener.visitor.get("/" + known).status()).isEqualTo(302);
            assertThat(shortener.visitor.get("/" + limited).status()).isEqualTo(302);
        }

        void assertOutage() {
            var waits = new ArrayList<Duration>();
            for (var code : unheard) {
                long begin = System.nanoTime();
                assertUnavailable(shortener.visitor.get("/" + code));
                waits.add(Duration.ofNanos(System.nanoTime() - begin));
                assertThat(shortener.visitor.get("/" + known).status()).isEqualTo(302);
            }
            // the first few wait for the deadline of 100 ms, once each; of two, a busy machine spoils one
            assertThat(Collections.min(waits.subList(0, 2))).isLessThan(Duration.ofMillis(150));
            assertUnavailable(shortener.visitor.get("/" + limited));
            assertUnavailable(shortener.owner.get(Shortener.PATH));
            assertUnavailable(shortener.owner.get(Shortener.PATH + "/" + known));
            assertUnavailable(shortener.owner.get(Shortener.PATH + "/" + known + "/stats"));
            assertUnavailable(shortener.owner.patch(Shortener.PATH + "/" + known, "{\"redirect\":301}"));
            assertUnavailable(shortener.owner.delete(Shortener.PATH + "/" + known));
            assertUnavailable(shortener.owner.post(Shortener.PATH, Shortener.body("")));
            var browser = shortener.visitor.with("Accept", "text/html").get("/" + unheard.getFirst());
            assertThat(browser.status()).isEqualTo(503);
            assertThat(browser.header("Content-Type")).startsWith("text/html");
            assertThat(shortener.visitor.get("/actuator/health/readiness").status())
                    .isEqualTo(200);
        }

        void assertNormal() {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(unheard)
                            .allSatisfy(code -> assertThat(
                                            shortener.visitor.get("/" + code).status())
                                    .isEqualTo(302)));
            await().atMost(PATIENCE)
                    .until(() -> shortener.visitor.get("/" + limited).status() == 302);
            var link = shortener.owner.get(Shortener.PATH + "/" + known).json();
            assertThat(link.get("version").longValue()).isEqualTo(1);
            assertThat(shortener.visits(limited)).isEqualTo(2);
        }
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.problem()).isEqualTo(new Answer.Problem(503, "/problems/temporarily-unavailable", ""));
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
}
