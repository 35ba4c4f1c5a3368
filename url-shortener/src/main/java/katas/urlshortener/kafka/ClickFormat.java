package katas.urlshortener.kafka;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import katas.urlshortener.Click;
import katas.urlshortener.Shards;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes clicks as records of Kafka, and reads them again.
 *
 * <p>The value is JSON that says in {@code v} which format it is in. Fields may be added without a new version: who does
 * not know them loses nothing, since nobody writes back what was read.
 */
public final class ClickFormat {
    static final int VERSION = 1;

    private static final Pattern VISITOR = Pattern.compile("[0-9a-f]{16}");
    private static final int LONGEST_CODE = 200;
    private static final int LONGEST_HOST = 255;
    private static final long LAST_MILLISECOND =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private final JsonMapper json = JsonMapper.shared();
    private final String topic;

    public ClickFormat(String topic) {
        this.topic = topic;
    }

    public ProducerRecord<String, byte[]> write(Click click) {
        var value = json.createObjectNode()
                .put("v", VERSION)
                .put("code", click.code())
                .put("at", click.at().toEpochMilli())
                .put("visitor", click.visitor())
                .put("referrer", click.referrer());
        return new ProducerRecord<>(topic, Shards.of(click.code()), click.code(), json.writeValueAsBytes(value));
    }

    /** Returns the click that a record is; nothing if it is none that this service knows how to read. */
    Optional<Click> read(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return read(json.readTree(record.value())).filter(click -> Shards.of(click.code()) == record.partition());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Click> read(JsonNode value) {
        var code = value.path("code").asString("");
        var visitor = value.path("visitor").asString(null);
        var referrer = value.path("referrer").asString("");
        long at = value.path("at").asLong(-1);
        boolean known = value.path("v").asInt(0) == VERSION
                && !code.isEmpty()
                && code.length() <= LONGEST_CODE
                && (visitor == null || VISITOR.matcher(visitor).matches())
                && referrer.length() <= LONGEST_HOST
                && at >= 0
                && at <= LAST_MILLISECOND;
        return known ? Optional.of(new Click(code, Instant.ofEpochMilli(at), visitor, referrer)) : Optional.empty();
    }
}
