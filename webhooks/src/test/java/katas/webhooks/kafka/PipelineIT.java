package katas.webhooks.kafka;

import static katas.webhooks.message.Sent.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.CrashPoint;
import katas.webhooks.Crashed;
import katas.webhooks.Passage;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.delivery.Lease;
import katas.webhooks.message.Acceptance.Accepted;
import katas.webhooks.message.LogUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages on their way from a request through Kafka into the queues of endpoints. */
@Lab({Needs.REDIS, Needs.KAFKA})
class PipelineIT {
    private static final String TENANT = "acme";

    private final RedisHandle redis;
    private final KafkaHandle kafka;
    private Pipeline pipeline;

    PipelineIT(RedisHandle redis, KafkaHandle kafka) {
        this.redis = redis;
        this.kafka = kafka;
    }

    @BeforeEach
    void start() throws InterruptedException {
        pipeline = Pipeline.of(redis, kafka);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    private String accept(String key) {
        return ((Accepted) pipeline.intake().accept(TENANT, key, order("{}"))).id();
    }

    private List<String> takenMessages() {
        return pipeline.store.takeAll().stream().map(Lease::message).toList();
    }

    private void awaitThrough() {
        await().atMost(Pipeline.PATIENCE).until(pipeline::isThrough);
    }

    @Test
    void a_key_sent_fifty_times_at_once_is_one_message_with_one_delivery() {
        pipeline.store.endpoints(TENANT, 1);

        var ids = LoadDriver.run(50, _ -> accept("key-1"));
        pipeline.consumer(Passage.OPEN);
        awaitThrough();

        assertThat(ids.failures()).isEmpty();
        assertThat(ids.results()).hasSize(50).containsOnly(ids.results().getFirst());
        assertThat(takenMessages()).containsExactly(ids.results().getFirst());
    }

    @Test
    void what_is_accepted_while_redis_is_away_has_its_deliveries_when_it_is_back_with_no_restart() {
        pipeline.store.endpoints(TENANT, 1);
        pipeline.consumer(Passage.OPEN);
        var before = accept("before");
        awaitThrough();
        redis.kill();

        assertThatThrownBy(() -> accept("meanwhile")).isInstanceOf(StoreUnavailable.class);
        var meanwhile = ((Accepted) pipeline.intake().accept(TENANT, null, order("{}"))).id();
        redis.restart();
        awaitThrough();

        assertThat(takenMessages()).containsExactlyInAnyOrder(before, meanwhile);
    }

    @Test
    void nothing_is_accepted_while_kafka_is_away_and_a_key_is_one_message_when_it_is_back_with_no_restart() {
        pipeline.store.endpoints(TENANT, 1);
        pipeline.consumer(Passage.OPEN);
        var before = accept("before");
        awaitThrough();
        kafka.cut();
        assertThatThrownBy(() -> accept("key-1")).isInstanceOf(LogUnavailable.class);

        kafka.mend();
        var id = await().atMost(Pipeline.PATIENCE)
                .ignoreException(LogUnavailable.class)
                .until(() -> accept("key-1"), _ -> true);
        awaitThrough();

        assertThat(takenMessages()).containsExactlyInAnyOrder(before, id);
    }

    @Test
    void the_log_keeps_messages_as_long_as_their_deliveries_are_kept_and_one_broker_is_enough() throws Exception {
        assertThat(pipeline.topicSetting("retention.ms")).isEqualTo(Long.toString(Pipeline.KEPT.toMillis()));
        assertThat(pipeline.topicSetting("min.insync.replicas")).isEqualTo("1");
    }

    @Test
    void a_fan_out_left_amid_is_done_by_another_with_one_delivery_for_each_of_a_thousand_endpoints() {
        var endpoints = pipeline.store.endpoints(TENANT, 1_000);
        var id = accept("key-1");
        var chunks = new AtomicInteger();
        var dying = pipeline.consumer(point -> {
            if (point == CrashPoint.AMID_FAN_OUT && chunks.incrementAndGet() == 4) {
                throw new Crashed();
            }
        });
        await().dontCatchUncaughtExceptions().atMost(Pipeline.PATIENCE).until(dying::hasDied);
        var first = pipeline.store.takeAll();
        assertThat(first).hasSize(400);

        pipeline.consumer(Passage.OPEN);
        awaitThrough();

        var second = pipeline.store.takeAll();
        assertThat(second).extracting(Lease::message).containsOnly(id);
        assertThat(Stream.concat(first.stream(), second.stream()))
                .extracting(Lease::endpoint)
                .containsExactlyInAnyOrderElementsOf(endpoints);
        assertThat(deliveryRecords(id)).isEqualTo(1_000);
    }

    private int deliveryRecords(String message) {
        var replica = pipeline.store.redis;
        var pattern = replica.keys().of(TENANT, "delivery", message, "*");
        return replica.link()
                .<List<String>>call(commands -> commands.keys(pattern))
                .size();
    }
}
