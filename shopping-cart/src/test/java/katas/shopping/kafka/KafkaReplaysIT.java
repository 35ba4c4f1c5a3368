package katas.shopping.kafka;

import static katas.shopping.kafka.Pipeline.awaitUntil;
import static katas.shopping.kafka.PipelineIT.carts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.shopping.Shards;
import katas.shopping.effect.DeadLetters.DeadLetter;
import katas.shopping.effect.DeadLetters.Mark;
import katas.shopping.effect.Passage;
import katas.shopping.json.CloudEvents;
import katas.shopping.json.MessageFormat;
import katas.shopping.messages.CartEvent;
import katas.shopping.messages.CartEvent.CartCreated;
import katas.shopping.messages.CartEvent.LinesChanged;
import katas.shopping.messages.LineChange;
import katas.shopping.messages.Money;
import katas.shopping.messages.Topic;
import katas.shopping.view.Projections;
import katas.shopping.view.Rebuilds;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/** Views that are built from the topic, and built again. */
@Lab({Needs.REDIS, Needs.KAFKA})
class KafkaReplaysIT {
    private static final Duration GRACE = Duration.ofHours(1);
    private static final String OLD = "shopping-cart.lines-changed.v1";
    private static final String UNKNOWN = "shopping-cart.lines-changed.v9";

    private final MessageFormat format = new MessageFormat();
    private int said;

    @Test
    void a_view_that_is_built_again_from_the_topic_is_the_same_byte_for_byte(RedisHandle redis, KafkaHandle kafka)
            throws InterruptedException {
        try (var pipeline = Pipeline.of(redis, kafka, Set.of(Topic.CARTS, Topic.PAYMENT_COMMANDS));
                var producer = pipeline.clients.acknowledgedProducer()) {
            pipeline.topics.await();
            var projections = new Projections(pipeline.store, pipeline.store);
            var replays = new KafkaReplays(
                    pipeline.clients, pipeline.topics, pipeline.consumers(pipeline.store, Passage.OPEN));
            replays.start();
            var rebuilds = new Rebuilds(
                    pipeline.store,
                    pipeline.store,
                    pipeline.store,
                    pipeline.letters,
                    projections,
                    replays,
                    InstantSource.system(),
                    GRACE);
            var carts = carts("cart", 20);
            for (var cart : carts) {
                say(pipeline, producer, new CartCreated(cart, 1, null));
                say(pipeline, producer, new LinesChanged(cart, 2, List.of(line("tea", 2, 0))));
            }
            sayRaw(
                    pipeline,
                    producer,
                    "cart_0",
                    OLD,
                    "{\"cartId\":\"cart_0\",\"version\":3,\"lines\":"
                            + "[{\"sku\":\"tea\",\"quantity\":5,\"added\":3,\"unitAmount\":250}]}");
            sayRaw(pipeline, producer, "cart_1", UNKNOWN, "{\"cartId\":\"cart_1\",\"version\":3}");
            say(pipeline, producer, new LinesChanged("cart_1", 4, List.of(line("jam", 1, 0))));
            producer.flush();

            rebuilds.look();
            awaitUntil(() -> applied(projections) == 2 * carts.size() + 1);
            awaitUntil(() -> parked(pipeline).size() == 2);
            var first = rows(pipeline, 1);
            projections.rebuild("carts");
            awaitUntil(() -> {
                rebuilds.look();
                return projections.find("carts").orElseThrow().generation() == 2;
            });

            assertThat(rows(pipeline, 2)).isEqualTo(first).hasSizeGreaterThan(carts.size());
            assertThat(first.values()).anyMatch(row -> row.contains("\"quantity\":5"));
            assertThat(parked(pipeline))
                    .contains("view-carts-g1 cart_1 unknown type " + UNKNOWN + " 2")
                    .contains("view-carts-g2 cart_1 unknown type " + UNKNOWN + " 2");
            replays.stop();
        }
    }

    private static long applied(Projections projections) {
        return projections.find("carts").orElseThrow().applied();
    }

    private static List<String> parked(Pipeline pipeline) {
        return pipeline.letters.list(Mark.START, 100).letters().stream()
                .map(KafkaReplaysIT::text)
                .toList();
    }

    private static String text(DeadLetter letter) {
        return "%s %s %s %d".formatted(letter.consumer(), letter.key(), letter.reason(), letter.waiting());
    }

    /** Returns what is stored of a generation, by its keys without the generation. */
    private static Map<String, String> rows(Pipeline pipeline, int generation) {
        var mark = ":g" + generation + ":";
        var redis = pipeline.redis.link();
        var rows = new TreeMap<String, String>();
        redis.<List<String>>call(
                        commands -> commands.keys(pipeline.redis.keys().prefix() + ":*:doc:view:carts" + mark + "*"))
                .forEach(key -> rows.put(
                        key.replace(mark, ":"),
                        Objects.requireNonNull(redis.<String>call(commands -> commands.hget(key, "d")))));
        return rows;
    }

    private void say(Pipeline pipeline, Producer<byte[], byte[]> producer, CartEvent event) {
        sayRaw(pipeline, producer, event.cartId(), MessageFormat.typeOf(event), format.write(event));
    }

    private void sayRaw(Pipeline pipeline, Producer<byte[], byte[]> producer, String cart, String type, String value) {
        var headers = CloudEvents.headers("cart", "m" + said++, type, Instant.EPOCH, null);
        var _ = producer.send(
                MessageRecords.write(pipeline.topics.name(Topic.CARTS), Shards.of(cart), cart, headers, value));
    }

    private static LineChange line(String sku, int quantity, int before) {
        return new LineChange(sku, quantity, before, new Money(250, "EUR"));
    }
}
