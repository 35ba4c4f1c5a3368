package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a service says of itself, and to its callers, while its servers are away. */
@Lab({Needs.REDIS, Needs.KAFKA})
class OutagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String READINESS = "/actuator/health/readiness";
    private static final String LIVENESS = "/actuator/health/liveness";
    private static final String MESSAGE = "{\"eventType\":\"order.paid\",\"payload\":{}}";
    private static final Answer.Problem AWAY = new Answer.Problem(503, "/problems/temporarily-unavailable", "");

    private static ServiceProcess service;
    private static ServiceClient client;

    @BeforeAll
    static void start(RedisHandle redis, KafkaHandle kafka) {
        service = ServiceProcess.of("webhooks")
                .redis(redis)
                .kafka(kafka)
                .property("katas.webhooks.prefix", "outages")
                .property("katas.webhooks.roles", "api,fan-out,dispatcher")
                .property("katas.webhooks.append-deadline", "5s")
                .start();
        client = ServiceClient.anonymous(service.port()).as("demo-key");
        awaitHealth(200);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void while_redis_is_away_a_message_without_a_key_is_accepted_and_all_else_is_to_be_asked_again(RedisHandle redis) {
        redis.kill();
        awaitHealth(503);

        var sent = client.post("/v1/messages", MESSAGE);
        var keyed = client.with("Idempotency-Key", "k").post("/v1/messages", MESSAGE);
        var created = client.post("/v1/endpoints", "{\"url\":\"http://127.0.0.1:9/\",\"eventTypes\":[\"a\"]}");

        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
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

    private static void awaitHealth(int status) {
        await().atMost(PATIENCE).until(() -> client.get("/actuator/health").status() == status);
    }

    private static void assertReadyAndAlive() {
        assertThat(client.get(READINESS).status()).isEqualTo(200);
        assertThat(client.get(LIVENESS).status()).isEqualTo(200);
    }
}
