package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.Replica;
import katas.webhooks.Variant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While nothing goes wrong, nobody can tell the variants apart. */
@Lab({Needs.REDIS, Needs.KAFKA})
class VariantsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RedisHandle redis;
    private final KafkaHandle kafka;

    VariantsIT(RedisHandle redis, KafkaHandle kafka) {
        this.redis = redis;
        this.kafka = kafka;
    }

    @ParameterizedTest
    @EnumSource
    void every_variant_sends_a_message_sends_it_again_when_that_failed_and_says_who_it_is(Variant variant) {
        try (var service = Replica.start(
                        redis,
                        kafka,
                        "katas.webhooks.variant=" + variant.text(),
                        "katas.webhooks.prefix=variants-" + variant.text(),
                        "katas.webhooks.attempts.waits=1s,1s,1s,1s");
                var hook = new Hook()) {
            var client = ServiceClient.anonymous(service.port()).as("demo-key");
            assertThat(client.get("/").body()).contains("<strong>%s</strong>".formatted(variant.text()));
            assertThat(client.post("/v1/endpoints", hook.wanting("order.*")).status())
                    .isEqualTo(201);
            hook.answer(500);

            var sent = await().atMost(PATIENCE)
                    .until(
                            () -> client.post("/v1/messages", "{\"eventType\":\"order.paid\",\"payload\":{\"n\":1}}"),
                            answer -> answer.status() == 202);

            await().atMost(PATIENCE).until(() -> hook.calls().size() >= 2);
            assertThat(hook.ids()).containsOnly(sent.json().get("id").stringValue());
            assertThat(hook.calls()).extracting(Hook.Call::bytes).containsOnly("{\"n\":1}");
        }
    }
}
