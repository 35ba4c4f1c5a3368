package katas.urlshortener.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.MutableClock;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.urlshortener.Click;
import katas.urlshortener.redis.CountStore;
import katas.urlshortener.redis.SaltedVisitors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody can be found again in what is stored, once the day is over. */
@Lab({Needs.REDIS, Needs.KAFKA})
@Tag("server-files")
class NoTraceIT {
    private static final Instant LATE = Instant.parse("2026-01-05T23:59:00Z");
    private static final String SALT_KEY = "url-shortener:{salts}:2026-01-05";
    private static final String V4 = "203.0.113.77";
    private static final String V6 = "2001:db8:85a3:8d3:1319:8a2e:370:7348";
    private static final String BROWSER = "Distinctive/7.31 (Nobody else has it)";

    @Test
    void no_address_no_browser_and_no_salt_is_left_in_the_files_of_redis_and_kafka(KafkaHandle kafka, RedisHandle redis)
            throws Exception {
        var clock = MutableClock.at(LATE);
        try (var pipeline = Pipeline.of(kafka, redis, 8)) {
            var redisFiles = StoredFiles.ofRedis(pipeline.store);
            var kafkaFiles = StoredFiles.ofKafka(pipeline.clients);
            assumeTrue(redisFiles.areHere() && kafkaFiles.areHere(), "a container keeps its files to itself");
            // Redis itself keeps them for another minute
            var salts = pipeline.store.salts(clock, Duration.ZERO);
            var visitors = new SaltedVisitors(salts);
            var salt = get(pipeline.store, SALT_KEY);
            var names = List.of(
                    visitors.name("seen", V4, BROWSER, LATE).orElseThrow(),
                    visitors.name("seen", V6, BROWSER, LATE).orElseThrow());
            pipeline.store.create("seen");
            pipeline.consumer();
            pipeline.acknowledged(
                    pipeline.log(10),
                    names.stream()
                            .map(name -> new Click("seen", LATE, name, "news.example"))
                            .toList());
            await().atMost(Pipeline.PATIENCE).until(() -> pipeline.store.clicks("seen", LATE) == 2);
            var sought = sought(salt);
            // who looks finds what is there
            assertThat(redisFiles.containing(sought)).containsExactly("salt as text");
            assertThat(kafkaFiles.containing(Map.of("name", names.getFirst().getBytes(UTF_8))))
                    .containsExactly("name");

            clock.advance(Duration.ofMinutes(1));
            // the replica that had it is down by then
            var restarted = pipeline.store.salts(clock, Duration.ZERO);
            restarted.start();

            // Redis rewrites its files in its own time
            await().atMost(Pipeline.PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .untilAsserted(
                            () -> assertThat(redisFiles.containing(sought)).isEmpty());
            restarted.stop();
            assertThat(get(pipeline.store, SALT_KEY)).isEmpty();
            assertThat(kafkaFiles.containing(sought)).isEmpty();
        }
    }

    /** Everything that a visitor could be found by, as text and as bytes. */
    private static Map<String, byte[]> sought(String salt) throws IOException {
        var sought = new LinkedHashMap<String, byte[]>();
        sought.put("IPv4 as text", V4.getBytes(UTF_8));
        sought.put("IPv4 as bytes", InetAddress.getByName(V4).getAddress());
        sought.put(
                "IPv4 in hex",
                HexFormat.of().formatHex(InetAddress.getByName(V4).getAddress()).getBytes(UTF_8));
        sought.put("IPv6 as text", V6.getBytes(UTF_8));
        sought.put("IPv6 as bytes", InetAddress.getByName(V6).getAddress());
        sought.put("browser", BROWSER.getBytes(UTF_8));
        sought.put("salt as text", salt.getBytes(UTF_8));
        sought.put("salt as bytes", HexFormat.of().parseHex(salt));
        return sought;
    }

    private static String get(CountStore store, String key) {
        var value = store.link().<String>call(commands -> commands.get(key));
        return value == null ? "" : value;
    }
}
