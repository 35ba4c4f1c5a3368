package katas.webhooks.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Random;
import katas.webhooks.message.EventType;
import katas.webhooks.message.NewMessage;
import katas.webhooks.message.Payload;
import katas.webhooks.web.BodyLimit.TooLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.ErrorResponseException;

class MessageRequestTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ \"b\" : 1 ,\t\"a\":2\n}",
                "[1, 2,3 ]",
                "[]",
                "\"text\"",
                "\"\"",
                "\"quoted \\\" brace } comma , \\u00e9 \\ud83d\\ude00 é 😀\"",
                "{\"é😀\":\"😀\"}",
                "1",
                "-0",
                "1.0",
                "1.10",
                "1e400",
                "-1.5E+7",
                "123456789012345678901234567890.123456789",
                "true",
                "false",
                "null",
                "{\"a\":1,\"a\":2}",
                "{\"payload\":{\"eventType\":\"other\"},\"x\":null}",
                "{\"lone\":\"\\ud800\"}",
                "\"</script>\""
            })
    void a_payload_goes_out_as_it_came_wherever_it_stands_in_the_request(String payload) {
        var type = "\"eventType\":\"order.paid\"";
        var key = "\"key\":\"k\"";
        var value = "\"payload\"";

        assertThat(List.of(
                        "{%s,%s,%s:%s}".formatted(type, key, value, payload),
                        "{%s:%s,%s,%s}".formatted(value, payload, type, key),
                        "{%s,%s:%s,%s}".formatted(key, value, payload, type),
                        " {\n %s ,\r\n\t%s : \t%s\n\n , %s } \n".formatted(type, value, payload, key)))
                .allSatisfy(body -> assertThat(MessageRequest.read(body.getBytes(UTF_8), TRACE))
                        .isEqualTo(new NewMessage(
                                new EventType("order.paid"), "k", TRACE, Payload.of(payload.getBytes(UTF_8)))));
    }

    @Test
    void a_payload_of_any_length_goes_out_as_it_came() {
        var random = new Random(7);
        for (int round = 0; round < 300; round++) {
            var value = random(random, 0);
            var padding = " ".repeat(random.nextInt(9_000));
            var body = "{%s\"payload\":%s%s%s,\"eventType\":\"a\"}"
                    .formatted(padding, padding, value, " ".repeat(random.nextInt(3)));

            assertThat(new String(
                            MessageRequest.read(body.getBytes(UTF_8), null)
                                    .payload()
                                    .bytes(),
                            UTF_8))
                    .as("seed 7, round %d", round)
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                      | eventType
            {"eventType":"order.paid"}                              | payload
            {"payload":1}                                           | eventType
            {"eventType":null,"payload":1}                          | eventType
            {"eventType":"","payload":1}                            | eventType
            {"eventType":"Order","payload":1}                       | eventType
            {"eventType":"order..paid","payload":1}                 | eventType
            {"eventType":"order.*","payload":1}                     | eventType
            {"eventType":"*","payload":1}                           | eventType
            {"eventType":1,"payload":1}                             | eventType
            {"eventType":["a"],"payload":1}                         | eventType
            {"eventType":"a","payload":1,"key":""}                  | key
            {"eventType":"a","payload":1,"key":" "}                 | key
            {"eventType":"a","payload":1,"key":"é"}                 | key
            {"eventType":"a","payload":1,"key":1}                   | key
            {"eventType":"a","payload":1,"id":"msg_1"}              | id
            {"eventType":"a","payload":1,"Payload":1}               | Payload
            {"eventType":"a","payload":1,"payload":2}               | payload
            {"eventType":"a","eventType":"a","payload":2}           | eventType
            {"eventType":"a","payload":}                            | body
            {"eventType":"a","payload":nope}                        | body
            {"eventType":"a","payload":'a'}                         | body
            {"eventType":"a","payload":01}                          | body
            {"eventType":"a","payload":NaN}                         | body
            {"eventType":"a","payload":[1,]}                        | body
            {"eventType":"a","payload":{"a"}}                       | body
            {"eventType":"a","payload":"                            | body
            {"eventType":"a","payload":1}{}                         | body
            {"eventType":"a","payload":1} x                         | body
            {"eventType":"a","payload":1,}                          | body
            {"eventType":"a","payload":1                            | body
            [{"eventType":"a","payload":1}]                         | body
            "a"                                                     | body
            null                                                    | body
            <a/>                                                    | body
            """)
    void a_request_that_is_none_is_refused_and_names_the_field(String body, String field) {
        assertRefused(body.getBytes(UTF_8), field);
    }

    @Test
    void an_empty_request_is_refused() {
        assertRefused(new byte[0], "body");
    }

    @Test
    void nesting_without_end_is_refused() {
        assertRefused(("{\"eventType\":\"a\",\"payload\":" + "[".repeat(100_000)).getBytes(UTF_8), "body");
    }

    @Test
    void a_request_that_is_not_utf_8_is_refused_for_its_characters_and_bytes_would_differ() {
        var body = "{\"eventType\":\"a\",\"payload\":\"é\"}";

        assertRefused(body.getBytes(ISO_8859_1), "body");
        assertRefused(body.getBytes(UTF_16), "body");
        assertRefused("{\"eventType\":\"a\",\"payload\":1}".getBytes(UTF_16LE), "body");
    }

    @Test
    void a_payload_has_262144_bytes_at_most_however_few_characters_they_are() {
        var most = "\"" + "x".repeat(Payload.MAX_BYTES - 2) + "\"";
        var wide = "\"" + "é".repeat(Payload.MAX_BYTES / 2) + "\"";

        assertThat(MessageRequest.read(message(most), null).payload().bytes()).hasSize(Payload.MAX_BYTES);
        assertThatExceptionOfType(TooLong.class)
                .isThrownBy(() -> MessageRequest.read(message(most.replaceFirst("x", "xx")), null))
                .withMessage("the payload has more than 262144 bytes");
        assertThatExceptionOfType(TooLong.class).isThrownBy(() -> MessageRequest.read(message(wide), null));
    }

    @Test
    void a_number_may_be_as_long_as_a_payload() {
        var number = "1".repeat(100_000);

        assertThat(MessageRequest.read(message(number), null).payload().bytes()).hasSize(100_000);
    }

    private static byte[] message(String payload) {
        return "{\"eventType\":\"a\",\"payload\":%s}".formatted(payload).getBytes(UTF_8);
    }

    private static void assertRefused(byte[] body, String field) {
        assertThatExceptionOfType(ErrorResponseException.class)
                .isThrownBy(() -> MessageRequest.read(body, null))
                .satisfies(e -> assertThat(e.getStatusCode().value()).isEqualTo(400))
                .satisfies(e -> assertThat(e.getBody().getProperties())
                        .extractingByKey("errors")
                        .asString()
                        .contains("field=" + field + ","));
    }

    private static String random(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0 -> Long.toString(random.nextLong());
            case 1 -> Double.toString(random.nextGaussian());
            case 2 -> "\"" + "é😀a\\n\\\"".repeat(random.nextInt(3_000)) + "\"";
            case 3 -> List.of("true", "false", "null").get(random.nextInt(3));
            case 4 -> "[" + random(random, depth + 1) + " ,\n" + random(random, depth + 1) + "]";
            default -> "{\"a\" :" + random(random, depth + 1) + ", \"a\":" + random(random, depth + 1) + "}";
        };
    }
}
