package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.stream.IntStream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.ServiceKill;
import katas.lab.testing.ServiceProcess;
import katas.urlshortener.ServiceReplica;
import org.junit.jupiter.api.Test;

/** Whoever tries codes is slowed down by the rate limiter of the kata next door, and whoever visits from the same address with it; nobody else is. */
@RunningService
class MissesIT {
    @Test
    @ServiceKill
    void the_61st_unknown_code_of_a_minute_is_429_and_so_is_every_code_from_there_and_from_nowhere_else(
            RedisHandle redis, KafkaHandle kafka) {
        try (var limiter = ServiceProcess.of("rate-limiter")
                        .redis(redis)
                        // or it lets a call pass uncounted when the machine is busy
                        .property("katas.rate-limiter.deadline", "10s")
                        .start();
                var replica = ServiceReplica.start(
                        redis,
                        kafka,
                        "katas.url-shortener.forwarding-hops=1",
                        "katas.url-shortener.deadline=10s",
                        "katas.url-shortener.write-deadline=10s",
                        "katas.url-shortener.trust=10s",
                        "katas.url-shortener.misses.deadline=10s",
                        "katas.url-shortener.misses.key=demo-key",
                        "katas.url-shortener.misses.url=" + limiter.url())) {
            // as long as it has not reached Redis, it lets everybody pass
            await().atMost(Duration.ofSeconds(60)).until(() -> isMetered(limiter));
            var shortener = Shortener.at(replica.port());
            var code = shortener.link();
            var gone = shortener.link();
            shortener.owner.delete(Shortener.PATH + "/" + gone);
            var guesser = shortener.visitor.with("X-Forwarded-For", "192.0.2.1");
            var other = shortener.visitor.with("X-Forwarded-For", "192.0.2.2");

            // a link that is gone is no miss, nor is a path that no link can have
            IntStream.range(0, 70).forEach(_ -> {
                assertThat(guesser.get("/" + gone).status()).isEqualTo(410);
                assertThat(guesser.get("/favicon.ico").status()).isEqualTo(404);
            });
            var statuses = IntStream.range(0, 60)
                    .mapToObj(i -> guesser.get("/guess-" + i).status())
                    .toList();
            var refused = guesser.get("/guess-60");

            assertThat(new HashSet<>(statuses)).containsExactly(404);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json().get("type").stringValue()).endsWith("#quota-exceeded");
            assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 60L);
            assertThat(guesser.get("/" + code).status()).isEqualTo(429);
            assertThat(guesser.get("/" + gone).status()).isEqualTo(429);
            assertThat(guesser.with("Accept", "text/html").get("/" + code).header("Content-Type"))
                    .startsWith("text/html");
            assertThat(other.get("/" + code).status()).isEqualTo(302);
            assertThat(other.get("/guess-61").status()).isEqualTo(404);
            assertThat(guesser.get("/").status()).isEqualTo(200);

            limiter.pause();

            assertThat(other.get("/" + code).status()).isEqualTo(302);
            assertThat(guesser.get("/" + code).status()).isEqualTo(429);

            limiter.kill();

            assertThat(other.get("/guess-62").status()).isEqualTo(404);
            assertThat(other.get("/" + code).status()).isEqualTo(302);
        }
    }

    private static boolean isMetered(ServiceProcess limiter) {
        return ServiceClient.plain(limiter.port())
                .post("/v1/decisions", "{\"policy\":\"unknown-codes\",\"key\":\"anybody\"}")
                .json()
                .path("metered")
                .asBoolean(false);
    }
}
