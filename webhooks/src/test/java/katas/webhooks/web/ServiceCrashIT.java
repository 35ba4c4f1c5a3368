package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.ServiceKill;
import katas.lab.testing.ServiceProcess;
import katas.lab.testing.TradeOffs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Real services that die by kill -9, and others that lose Redis and Kafka for a while. */
@Lab({Needs.REDIS, Needs.KAFKA})
@ServiceKill
class ServiceCrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String LOST = "accepted messages that nobody delivers after kill -9";
    /** No point: killed at any moment, amid its work. */
    private static final String ANYWHERE = "";

    private static final List<String> IN_EACH_BUILD = List.of("after-attempt", ANYWHERE);
    private static final String AMID_FAN_OUT = "amid-fan-out";
    private static final List<String> ON_REQUEST = List.of(
            ANYWHERE,
            "before-append",
            ANYWHERE,
            "after-append",
            ANYWHERE,
            "before-fan-out",
            ANYWHERE,
            "after-fan-out",
            ANYWHERE,
            "before-attempt",
            ANYWHERE,
            "after-completion",
            ANYWHERE,
            "after-attempt",
            ANYWHERE,
            "after-append",
            "after-attempt");
    private static final int STARTED_AT_ONCE = 4;
    private static final int A_FEW = 8;

    private static final String PREFIX = "crash-" + UUID.randomUUID();
    private static final PlayedEndpoints ENDPOINTS = PlayedEndpoints.start();

    private static List<ServiceProcess> victims = List.of();
    private static ServiceProcess survivor;
    private static ServiceProcess inline;

    private static RedisHandle redis;
    private static KafkaHandle kafka;

    @BeforeAll
    static void start(RedisHandle redis, KafkaHandle kafka) throws ExecutionException, InterruptedException {
        ServiceCrashIT.redis = redis;
        ServiceCrashIT.kafka = kafka;
        Services.giveMembersUpSoon(PREFIX, kafka);
        var inlined = Services.of(PREFIX + "-inline", redis, kafka)
                .variant("inline")
                .property("katas.webhooks.attempts.waits", "1h");
        var points = Stream.concat(IN_EACH_BUILD.stream(), Stream.of(AMID_FAN_OUT));
        var started = Services.start(Stream.concat(Stream.of(inlined, service()), points.map(ServiceCrashIT::crashing))
                .toList());
        inline = started.get(0);
        survivor = started.get(1);
        victims = started.subList(2, started.size());
        // until it is their turn
        victims.forEach(ServiceProcess::pause);
    }

    @AfterAll
    static void stop() {
        victims.forEach(ServiceProcess::kill);
        survivor.close();
        inline.close();
        ENDPOINTS.close();
    }

    private static ServiceProcess.Builder service() {
        return Services.of(PREFIX, redis, kafka);
    }

    private static ServiceProcess.Builder crashing(String point) {
        return point.equals(ANYWHERE) ? service() : service().property("katas.webhooks.crash-at", point);
    }

    @Test
    void whoever_is_killed_at_whatever_moment_every_accepted_message_is_delivered_or_a_dead_letter() {
        var healthy = List.of("shop", "ledger");
        healthy.forEach(name -> endpoint(client(survivor), name, "crash.paid"));
        var broken = endpoint(client(survivor), "broken", "crash.paid");
        ENDPOINTS.fail("broken");
        survivor.pause();
        var load = new Load(victims.getFirst(), "crash.paid");

        for (int turn = 0; turn < IN_EACH_BUILD.size(); turn++) {
            load.kill(victims.get(turn), IN_EACH_BUILD.get(turn));
        }
        if (Rounds.of(0, 1) > 0) {
            killMore(load);
        }
        survivor.resume();
        var accepted = load.endAt(survivor);

        awaitUntil(
                () -> healthy.stream().allMatch(name -> ENDPOINTS.messages(name).equals(accepted)));
        awaitUntil(() -> deadLetters(broken).equals(accepted));
        int repeats = ENDPOINTS.repeats(healthy);
        System.out.printf("accepted %d, kills %d, repeats %d, lost 0%n", accepted.size(), load.kills(), repeats);
        assertThat(repeats).isPositive();
        TradeOffs.record(LOST, "isolated", 0);
    }

    private static void killMore(Load load) {
        ON_REQUEST.stream().gather(Gatherers.windowFixed(STARTED_AT_ONCE)).forEach(points -> {
            var more =
                    Services.start(points.stream().map(ServiceCrashIT::crashing).toList());
            try {
                more.forEach(ServiceProcess::pause);
                for (int turn = 0; turn < more.size(); turn++) {
                    load.kill(more.get(turn), points.get(turn));
                }
            } finally {
                more.forEach(ServiceProcess::kill);
            }
        });
    }

    @Test
    void a_message_to_a_thousand_endpoints_whose_fan_out_is_killed_amid_has_one_delivery_for_each() {
        var made = LoadDriver.run(1_000, A_FEW, _ -> endpoint(crowd(survivor), "crowd", "crowd.paid"));
        assertThat(made.failures()).isEmpty();
        survivor.pause();
        var victim = victims.getLast();
        victim.resume();

        var message = await().atMost(PATIENCE)
                .until(() -> send(crowd(victim), "crowd.paid"), answer -> answer.status() == 202)
                .json()
                .get("id")
                .stringValue();
        awaitUntil(() -> isHalted(victim));
        victim.kill();
        survivor.resume();

        awaitUntil(() -> deliveries(message).values().stream()
                        .filter("delivered"::equals)
                        .count()
                == 1_000);
        assertThat(deliveries(message).keySet()).isEqualTo(Set.copyOf(made.results()));
    }

    @Test
    void when_redis_or_kafka_is_back_workers_go_on_within_ten_seconds_and_nobody_restarts_them() {
        endpoint(client(survivor), "steady", "outage.paid");
        var sender = Sender.start(() -> client(survivor), "outage.paid");
        awaitMore("steady", 10);

        redis.kill();
        awaitRefusal(sender);
        var meanwhile = send(client(survivor), "outage.paid");
        assertThat(meanwhile.status()).as("accepted by Kafka alone").isEqualTo(202);
        redis.restart();
        var afterRedis = untilMore("steady");
        kafka.kill();
        awaitRefusal(sender);
        kafka.restart();
        var afterKafka = untilMore("steady");

        var accepted = new TreeSet<>(sender.stop());
        accepted.add(meanwhile.json().get("id").stringValue());
        awaitUntil(() -> ENDPOINTS.messages("steady").containsAll(accepted));
        System.out.printf("back after Redis %s, after Kafka %s%n", afterRedis, afterKafka);
        assertThat(afterRedis).isLessThan(SOON);
        assertThat(afterKafka).isLessThan(SOON);
    }

    @Test
    void who_calls_in_the_request_and_remembers_in_memory_loses_what_was_to_be_tried_again() {
        endpoint(client(inline), "flaky", "inline.paid");
        ENDPOINTS.fail("flaky");
        var accepted = new ArrayList<String>();
        for (int number = 0; number < 20; number++) {
            var answer = send(client(inline), "inline.paid");
            assertThat(answer.status()).isEqualTo(202);
            accepted.add(answer.json().get("id").stringValue());
        }
        assertThat(ENDPOINTS.messages("flaky")).containsAll(accepted);
        int triedOnce = ENDPOINTS.repeats(List.of("flaky"));

        inline.kill();
        ENDPOINTS.mend("flaky");
        inline.restart();

        // it works, and knows nothing of what it had accepted
        assertThat(send(client(inline), "inline.paid").status()).isEqualTo(202);
        assertThat(ENDPOINTS.messages("flaky")).hasSize(accepted.size() + 1);
        assertThat(ENDPOINTS.repeats(List.of("flaky"))).isEqualTo(triedOnce).isZero();
        System.out.printf("inline: accepted %d, lost %d%n", accepted.size() + 1, accepted.size());
        TradeOffs.record(LOST, "inline", accepted.size());
    }

    private static ServiceClient client(ServiceProcess service) {
        return ServiceClient.anonymous(service.port()).as("demo-key");
    }

    /** Returns a tenant with so many endpoints that it may have no other. */
    private static ServiceClient crowd(ServiceProcess service) {
        return ServiceClient.anonymous(service.port()).as("demo-key-2");
    }

    private static Answer send(ServiceClient client, String type) {
        return client.post("/v1/messages", "{\"eventType\":\"%s\",\"payload\":{}}".formatted(type));
    }

    private static String endpoint(ServiceClient client, String name, String type) {
        var body = "{\"url\":\"%s\",\"eventTypes\":[\"%s\"]}".formatted(ENDPOINTS.url(name), type);
        var created = await().pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .until(() -> client.post("/v1/endpoints", body), answer -> answer.status() != 503);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().get("id").stringValue();
    }

    /** Returns the messages that an endpoint will not get unless somebody asks for it. */
    private static Set<String> deadLetters(String endpoint) {
        return pages(client(survivor), "/v1/dead-letters", "items").stream()
                .filter(letter -> letter.get("endpoint").stringValue().equals(endpoint))
                .map(letter -> letter.get("message").stringValue())
                .collect(Collectors.toSet());
    }

    /** Returns the states of a message's deliveries, by their endpoints. */
    private static Map<String, String> deliveries(String message) {
        var states = new HashMap<String, String>();
        for (var delivery : pages(crowd(survivor), "/v1/messages/" + message, "deliveries")) {
            var before = states.put(
                    delivery.get("endpoint").stringValue(),
                    delivery.get("state").stringValue());
            assertThat(before).as("one delivery for an endpoint").isNull();
        }
        return states;
    }

    private static Collection<JsonNode> pages(ServiceClient client, String path, String field) {
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var limit = field.equals("items") ? "&limit=100" : "";
            var page = client.get(path + "?cursor=" + cursor + limit);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            page.json().get(field).forEach(items::add);
            cursor = page.json().path("next").asString("");
        } while (!cursor.isEmpty());
        return items;
    }

    private static boolean isHalted(ServiceProcess victim) {
        return victim.log().stream().anyMatch(said -> said.contains("waiting to be killed"));
    }

    private static void awaitUntil(BooleanSupplier so) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(so::getAsBoolean);
    }

    private static void awaitMore(String endpoint, int more) {
        int before = ENDPOINTS.messages(endpoint).size();
        awaitUntil(() -> ENDPOINTS.messages(endpoint).size() >= before + more);
    }

    private static void awaitRefusal(Sender sender) {
        int before = sender.refused();
        awaitUntil(() -> sender.refused() > before);
    }

    /** Returns how long it takes until an endpoint gets another message. */
    private static Duration untilMore(String endpoint) {
        long begin = System.nanoTime();
        awaitMore(endpoint, 1);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** What is sent, wherever it is taken in now, and who dies of it. */
    private static final class Load {
        private static final int AMID = 20;

        private final Sender sender;
        private volatile ServiceProcess serving;
        private int kills;

        Load(ServiceProcess first, String type) {
            serving = first;
            sender = Sender.start(() -> client(serving), type);
        }

        void kill(ServiceProcess victim, String point) {
            int before = ENDPOINTS.messages("shop").size();
            serving = victim;
            victim.resume();
            awaitUntil(() ->
                    point.equals(ANYWHERE) ? ENDPOINTS.messages("shop").size() >= before + AMID : isHalted(victim));
            victim.kill();
            kills++;
        }

        int kills() {
            return kills;
        }

        Set<String> endAt(ServiceProcess survivor) {
            serving = survivor;
            int before = sender.accepted();
            awaitUntil(() -> sender.accepted() > before);
            return sender.stop();
        }
    }
}
