package katas.urlshortener.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.ServiceKill;
import katas.lab.testing.ServiceProcess;
import katas.urlshortener.Shards;
import katas.urlshortener.redis.CountStore;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real services that are followed, count, and are killed with -9 in the middle: three in each build, ten on request. */
@Lab({Needs.REDIS, Needs.KAFKA})
@ServiceKill
class ServiceKillIT {
    private static final String CODE_KEY = "5e41ce6b111500000000000000000001";
    private static final int BUFFER = 50;
    private static final int BETWEEN_KILLS = 150;
    /** So few turns of all visitors fit into a buffer that has room. */
    private static final int BETWEEN_LOOKS = 5;
    /** Of four visitors, so long between one link and the next: none comes while the buffer is full. */
    private static final Duration BREATH = Duration.ofMillis(10);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static KafkaClients clients;
    private static CountStore store;
    private static List<ServiceProcess> services = List.of();

    @BeforeAll
    static void start(KafkaHandle kafka, RedisHandle redis) throws Exception {
        clients = KafkaClients.of(kafka.bootstrapServers());
        store = CountStore.of(redis, 0);
        Pipeline.giveMembersUpSoon(clients, ClickConsumer.GROUP);
        services = ServiceProcess.of("url-shortener")
                .redis(redis)
                .kafka(kafka)
                // the log is shared, and knows the codes that others gave out under the demo key
                .property("katas.url-shortener.code-keys", CODE_KEY)
                .property("katas.url-shortener.click-buffer", Integer.toString(BUFFER))
                .property("katas.url-shortener.forwarding-hops", "1")
                // or a busy machine is taken for an outage
                .property("katas.url-shortener.deadline", "10s")
                .property("katas.url-shortener.write-deadline", "10s")
                .property("katas.url-shortener.trust", "10s")
                .start(2);
    }

    @AfterAll
    static void stop() {
        services.forEach(ServiceProcess::close);
        store.close();
    }

    @Test
    void what_is_in_the_log_is_counted_once_and_what_is_not_is_less_than_a_buffer_when_services_are_killed(
            KafkaHandle kafka) throws Exception {
        var codes = new ArrayList<String>();
        for (int link = 0; link < 8; link++) {
            codes.add(Visits.create(services.getFirst()));
        }
        int kills = Rounds.of(3, 10);
        var visits = new Visits();
        for (int kill = 0; kill < kills; kill++) {
            var victim = services.get(kill % services.size());
            for (var service : services) {
                awaitCounting(visits, service, codes);
            }
            long before = visits.redirects.sum();
            var over = new AtomicBoolean();
            var visitors = IntStream.range(0, 4)
                    .mapToObj(visitor -> Thread.startVirtualThread(() -> follow(visits, codes, visitor, over)))
                    .toList();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> visits.redirects.sum() >= before + BETWEEN_KILLS);
            victim.kill();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> visits.redirects.sum() >= before + 2 * BETWEEN_KILLS);
            over.set(true);
            for (var visitor : visitors) {
                visitor.join();
            }
            if (kill < kills - 1) {
                victim.restart();
            }
        }

        // also the log may still grow, by what the survivor has in its buffer
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(counted(codes)).isEqualTo(logged(kafka, codes)));
        long counted = total(codes);
        // more may be counted than were answered: the answer of the killed got lost
        assertThat(counted).isGreaterThanOrEqualTo(visits.redirects.sum() - (long) kills * BUFFER);
    }

    @Test
    @Tag("server-files")
    void what_comes_with_a_request_is_in_no_file_although_the_salt_still_is() throws Exception {
        var redisFiles = StoredFiles.ofRedis(store);
        var kafkaFiles = StoredFiles.ofKafka(clients);
        assumeTrue(redisFiles.areHere() && kafkaFiles.areHere(), "a container keeps its files to itself");
        var service =
                services.stream().filter(ServiceProcess::running).findFirst().orElseThrow();
        var code = Visits.create(service);

        awaitCounting(new Visits(), service, List.of(code));

        var sought = Map.of(
                "code", code.getBytes(UTF_8),
                "address", Visits.ADDRESS.getBytes(UTF_8),
                "browser", Visits.BROWSER.getBytes(UTF_8));
        // who looks finds what is there
        assertThat(redisFiles.containing(sought)).containsExactly("code");
        assertThat(kafkaFiles.containing(sought)).containsExactly("code");
    }

    /** Follows links one by one until one counts: before, clicks wait until the service has found its way to Kafka. */
    private static void awaitCounting(Visits visits, ServiceProcess service, List<String> codes) {
        long before = total(codes);
        assertThat(visits.follow(service, codes.getFirst())).isTrue();
        await().atMost(PATIENCE).until(() -> total(codes) > before);
    }

    private static long total(List<String> codes) {
        return counted(codes).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Follows the links in turn, through both services, until it is over. */
    private static void follow(Visits visits, List<String> codes, int visitor, AtomicBoolean over) {
        for (int turn = visitor; !over.get(); turn++) {
            if (turn % BETWEEN_LOOKS == 0) {
                // or a Kafka that stands still for a moment lets more clicks overflow than a kill loses
                await().atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> services.stream().allMatch(Visits::hasRoom));
            }
            visits.follow(services.get(turn % services.size()), codes.get(turn / 2 % codes.size()));
            LockSupport.parkNanos(BREATH.toNanos());
        }
    }

    private static Map<String, Long> counted(List<String> codes) {
        var counted = new HashMap<String, Long>();
        codes.forEach(code -> counted.put(code, store.clicks(code, Instant.now())));
        return counted;
    }

    /** Returns how many clicks on each link are in the log. */
    private static Map<String, Long> logged(KafkaHandle kafka, List<String> codes) {
        var logged = new HashMap<String, Long>();
        codes.forEach(code -> logged.put(code, 0L));
        var partitions = IntStream.range(0, Shards.COUNT)
                .mapToObj(partition -> new TopicPartition(ClickTopic.NAME, partition))
                .toList();
        try (var reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            reader.assign(partitions);
            var left = new HashMap<>(reader.endOffsets(partitions));
            while (!left.isEmpty()) {
                left.entrySet().removeIf(end -> reader.position(end.getKey()) >= end.getValue());
                reader.poll(Duration.ofMillis(100))
                        .forEach(record -> logged.computeIfPresent(record.key(), (_, count) -> count + 1));
            }
        }
        return logged;
    }
}
