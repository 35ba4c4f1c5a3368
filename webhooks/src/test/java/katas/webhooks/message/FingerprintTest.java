package katas.webhooks.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void tells_apart_what_differs_in_type_key_or_a_byte_of_the_payload() {
        var prints = Stream.of(
                        sent("a", null, "{}"),
                        sent("a", "", "{}"),
                        sent("a", "k", "{}"),
                        sent("b", null, "{}"),
                        sent("a", null, "{ }"),
                        sent("a", "{}", ""))
                .map(Fingerprint::of)
                .toList();

        assertThat(prints).doesNotHaveDuplicates();
    }

    @Test
    void the_same_message_in_another_trace_is_the_same() {
        var payload = sent("a", null, "{}").payload();

        assertThat(Fingerprint.of(new NewMessage(new EventType("a"), null, "00-1-1-00", payload)))
                .isEqualTo(Fingerprint.of(sent("a", null, "{}")));
    }

    private static NewMessage sent(String type, @Nullable String key, String payload) {
        return new NewMessage(new EventType(type), key, null, Payload.of(payload.getBytes(StandardCharsets.UTF_8)));
    }
}
