package katas.urlshortener.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import katas.urlshortener.Click;
import katas.urlshortener.Shards;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickFormatTest {
    private static final Click CLICK =
            new Click("aB3dE6g", Instant.parse("2026-01-05T12:00:00.123Z"), "0123456789abcdef", "news.example");
    private static final Click BARE = new Click("grüße", Instant.EPOCH, null, "");

    private final ClickFormat format = new ClickFormat("clicks");

    @Test
    void reads_what_it_writes() {
        assertThat(format.read(received(format.write(CLICK)))).contains(CLICK);
        assertThat(format.read(received(format.write(BARE)))).contains(BARE);
    }

    @Test
    void writes_a_click_to_the_shard_of_its_code() {
        assertThat(format.write(CLICK).partition()).isEqualTo(Shards.of(CLICK.code()));
    }

    @Test
    void writes_what_was_written_before() {
        assertThat(new String(format.write(CLICK).value(), UTF_8))
                .isEqualTo("{\"v\":1,\"code\":\"aB3dE6g\",\"at\":1767614400123,"
                        + "\"visitor\":\"0123456789abcdef\",\"referrer\":\"news.example\"}");
    }

    @Test
    void reads_a_click_with_more_than_it_knows() {
        assertThat(read("{\"v\":1,\"code\":\"grüße\",\"at\":0,\"visitor\":null,\"referrer\":\"\",\"country\":\"CH\"}"))
                .contains(BARE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{}",
                "{\"v\":2,\"code\":\"grüße\",\"at\":0,\"referrer\":\"\"}",
                "{\"v\":1,\"code\":\"\",\"at\":0,\"referrer\":\"\"}",
                "{\"v\":1,\"code\":\"grüße\",\"at\":\"noon\",\"referrer\":\"\"}",
                "{\"v\":1,\"code\":\"grüße\",\"at\":-1,\"referrer\":\"\"}",
                "{\"v\":1,\"code\":\"grüße\",\"at\":0,\"visitor\":\"203.0.113.77\",\"referrer\":\"\"}",
                "{\"v\":1,\"code\":\"other\",\"at\":0,\"referrer\":\"\"}"
            })
    void what_it_does_not_know_is_no_click(String value) {
        assertThat(read(value)).isEmpty();
    }

    @Test
    void a_record_without_a_value_is_no_click() {
        assertThat(format.read(new ConsumerRecord<>("clicks", 0, 0, "key", null)))
                .isEmpty();
    }

    private Optional<Click> read(String value) {
        return format.read(
                new ConsumerRecord<>("clicks", Shards.of(BARE.code()), 0, BARE.code(), value.getBytes(UTF_8)));
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                sent.partition(),
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers().toArray()),
                Optional.empty());
    }
}
