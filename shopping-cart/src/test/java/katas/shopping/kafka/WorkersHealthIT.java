package katas.shopping.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.shopping.Crashed;
import katas.shopping.Shards;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Subscription;
import katas.shopping.messages.Topic;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

@Lab({Needs.REDIS, Needs.KAFKA})
class WorkersHealthIT {
    @Test
    void a_relay_or_consumer_that_an_error_has_ended_makes_the_process_unwell(RedisHandle redis, KafkaHandle kafka) {
        try (var pipeline = Pipeline.of(redis, kafka)) {
            Passage deadly = (_, _) -> {
                throw new Crashed();
            };
            var sick = relay(pipeline, deadly);
            var well = relay(pipeline, Passage.OPEN);
            var consumers = pipeline.consumers(pipeline.store, Passage.OPEN);
            var consumer = consumers.play(new Subscription("view", Set.of(Topic.CARTS), _ -> {
                throw new Crashed();
            }));
            var health = new WorkersHealth(new Relays(List.of(sick, well)), consumers);
            assertThat(health(health)).isEqualTo(Status.UP);

            pipeline.count(List.of("cart_1"), 1);
            sick.start();
            awaitDeath(sick::hasDied);
            assertThat(health(health)).isEqualTo(Status.DOWN);

            well.start();
            consumer.start();
            awaitDeath(consumer::hasDied);
            assertThat(Objects.requireNonNull(health.health()).getDetails())
                    .isEqualTo(Map.of("dead", List.of("relay-cart", "consumer-view")));

            well.stop();
            assertThat(well.hasDied()).isFalse();
        }
    }

    private static void awaitDeath(BooleanSupplier dead) {
        await().dontCatchUncaughtExceptions().atMost(Pipeline.PATIENCE).until(dead::getAsBoolean);
    }

    private static Relay relay(Pipeline pipeline, Passage passage) {
        return new Relay(
                pipeline.outbox(Ledgers.SPEAKER),
                pipeline.records(Shards::of),
                passage,
                pipeline.clients::acknowledgedProducer);
    }

    private static Status health(WorkersHealth health) {
        Health now = Objects.requireNonNull(health.health());
        return now.getStatus();
    }
}
