package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a service says of itself, and to its callers, while its servers are away, and how soon it goes on when they are back. */
@Lab({Needs.REDIS, Needs.KAFKA})
class OutagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String READINESS = "/actuator/health/readiness";
    private static final String LIVENESS = "/actuator/health/liveness";
    private static final String MESSAGE = "{\"eventType\":\"order.paid\",\"payload\":{}}";
    private static final Answer.Problem AWAY = new Answer.Problem(503, "/problems/temporarily-unavailable", "");

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Customer CUSTOMER = new Customer("demo-key-2");

    private static PlayedEndpoints endpoints;
    private static ServiceProcess service;
    private static ServiceClient client;

    @BeforeAll
    static void start(RedisHandle redis, KafkaHandle kafka) {
        endpoints = PlayedEndpoints.start();
        service = Services.of("outages", redis, kafka)
                // as long as they last in earnest
                .property("katas.webhooks.attempts.timeout", "15s")
                .property("katas.webhooks.attempts.lease", "30s")
                .start();
        client = ServiceClient.anonymous(service.port()).as("demo-key");
        awaitHealth(200);
    }

    @AfterAll
    static void stop() {
        service.close();
        endpoints.close();
    }

    @Test
    void while_redis_is_away_a_message_without_a_key_is_accepted_and_all_else_is_to_be_asked_again(RedisHandle redis) {
        redis.kill();
        awaitHealth(503);

        // a busy Kafka may be taken for one that is away
        var sent = await().atMost(PATIENCE)
                .until(() -> client.post("/v1/messages", MESSAGE), answer -> answer.status() == 202);
        var keyed = client.with("Idempotency-Key", "k").post("/v1/messages", MESSAGE);
        var created = client.post("/v1/endpoints", "{\"url\":\"http://127.0.0.1:9/\",\"eventTypes\":[\"a\"]}");

        assertThat(keyed.problem()).isEqualTo(AWAY);
        assertThat(keyed.header("Retry-After")).isEqualTo("1");
        assertThat(created.problem()).isEqualTo(AWAY);
        assertThat(client.get("/v1/endpoints").problem()).isEqualTo(AWAY);
        assertReadyAndAlive();

        redis.mend();
        var id = sent.json().get("id").stringValue();
        await().atMost(PATIENCE).until(() -> client.get("/v1/messages/" + id).status() == 200);
        assertThat(client.get("/v1/endpoints").json().get("items").size()).isZero();
    }

    @Test
    void while_kafka_is_away_no_message_is_accepted_and_the_rest_goes_on(KafkaHandle kafka) {
        kafka.pause();
        awaitHealth(503);

        var refused = client.with("Idempotency-Key", "away").post("/v1/messages", MESSAGE);

        assertThat(refused.problem()).isEqualTo(AWAY);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(client.get("/v1/endpoints").status()).isEqualTo(200);
        assertReadyAndAlive();

        kafka.mend();
        await().atMost(PATIENCE)
                .until(() -> client.with("Idempotency-Key", "away")
                                .post("/v1/messages", MESSAGE)
                                .status()
                        == 202);
    }

    @Test
    void when_redis_or_kafka_is_back_workers_go_on_within_ten_seconds_and_nobody_restarts_them(
            RedisHandle redis, KafkaHandle kafka) {
        CUSTOMER.endpoint(service, endpoints.url("steady"), "outage.paid");
        var sender = Sender.start(() -> CUSTOMER.at(service), "outage.paid");
        try {
            awaitUntil(() -> endpoints.messages("steady").size() >= 10);

            redis.kill();
            var before = sender.messages();
            awaitRefusal(sender);
            var acceptedByKafkaAlone = await().atMost(PATIENCE)
                    .until(() -> CUSTOMER.trySend(service, "outage.paid"), answer -> answer.status() == 202)
                    .json()
                    .get("id")
                    .stringValue();
            redis.restart();
            var afterRedis = until(() -> endpoints.messages("steady").containsAll(before));
            kafka.kill();
            awaitRefusal(sender);
            kafka.restart();
            var afterKafka = until(OutagesIT::isSentAndDelivered);

            var accepted = new TreeSet<>(sender.stop());
            accepted.add(acceptedByKafkaAlone);
            awaitUntil(() -> endpoints.messages("steady").containsAll(accepted));
            System.out.printf("goes on after Redis was away in %s, after Kafka in %s%n", afterRedis, afterKafka);
            assertThat(afterRedis).isLessThan(SOON);
            assertThat(afterKafka).isLessThan(SOON);
        } finally {
            sender.leave();
        }
    }

    /** Returns whether a message could be sent, when it is delivered. */
    private static boolean isSentAndDelivered() {
        var sent = CUSTOMER.trySend(service, "outage.paid");
        if (sent.status() != 202) {
            return false;
        }
        var message = sent.json().get("id").stringValue();
        awaitUntil(() -> endpoints.messages("steady").contains(message));
        return true;
    }

    private static void awaitRefusal(Sender sender) {
        int before = sender.refused();
        awaitUntil(() -> sender.refused() > before);
    }

    /** Returns how long it takes. */
    private static Duration until(BooleanSupplier so) {
        long begin = System.nanoTime();
        awaitUntil(so);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void awaitUntil(BooleanSupplier so) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(so::getAsBoolean);
    }

    private static void awaitHealth(int status) {
        await().atMost(PATIENCE).until(() -> client.get("/actuator/health").status() == status);
    }

    private static void assertReadyAndAlive() {
        assertThat(client.get(READINESS).status()).isEqualTo(200);
        assertThat(client.get(LIVENESS).status()).isEqualTo(200);
    }
}
