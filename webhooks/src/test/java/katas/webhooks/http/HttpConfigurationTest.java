package katas.webhooks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import java.util.Map;
import katas.webhooks.WebhooksProperties;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What of the settings decides where messages go. */
class HttpConfigurationTest {
    private final HttpConfiguration configuration = new HttpConfiguration();

    @ParameterizedTest
    @CsvSource({
        "variant,             isolated,        false",
        "variant,             no-jitter,       false",
        "variant,             check-at-save,   true",
        "allowed-networks[0], 127.0.0.0/8,     true",
        "allowed-networks[0], 10.0.0.0/8,      false",
    })
    void what_is_inside_is_reached_only_where_the_operator_says_so(String name, String value, boolean reached)
            throws Exception {
        assertThat(answer(Map.of("katas.webhooks." + name, value), false) instanceof Answered)
                .isEqualTo(reached);
    }

    @Test
    void with_the_demo_keys_messages_may_go_to_this_machine() throws Exception {
        assertThat(answer(Map.of(), true)).isEqualTo(new Answered(204, null, "", false));
    }

    @Test
    void an_attempt_takes_no_longer_than_the_settings_say() throws Exception {
        try (var stranger = new Stranger(Stranger.Call::hang);
                var postman = postman(Map.of("katas.webhooks.attempts.timeout", "200ms"), true)) {
            assertThat(Post.carry(postman, stranger.url("127.0.0.1")))
                    .isEqualTo(new NotAnswered(Trouble.TIME_OUT, "no complete answer within 200 ms"));
        }
    }

    private Answer answer(Map<String, String> settings, boolean demo) throws Exception {
        try (var stranger = Stranger.saying("HTTP/1.1 204 No Content\r\n\r\n");
                var postman = postman(settings, demo)) {
            return Post.carry(postman, stranger.url("127.0.0.1"));
        }
    }

    private HttpPostman postman(Map<String, String> settings, boolean demo) throws NoSuchAlgorithmException {
        var properties = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("katas.webhooks", WebhooksProperties.class);
        return configuration.httpPostman(
                configuration.names(properties), configuration.egressPolicy(properties, demo), properties);
    }
}
