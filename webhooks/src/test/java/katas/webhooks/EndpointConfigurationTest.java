package katas.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Random;
import katas.webhooks.endpoint.SecretBox;
import org.junit.jupiter.api.Test;

class EndpointConfigurationTest {
    @Test
    void without_a_key_to_seal_secrets_with_the_service_does_not_start() {
        assertThatIllegalStateException()
                .isThrownBy(() -> EndpointConfiguration.keys(List.of(), false))
                .withMessageContaining("katas.webhooks.secret-keys");
    }

    @Test
    void the_demo_key_seals_only_where_there_are_demo_keys_and_no_others() {
        var demo = EndpointConfiguration.keys(List.of(), true);

        assertThat(new SecretBox(demo, new Random(1))
                        .open("here", new SecretBox(demo, new Random(2)).seal("here", "x")))
                .isEqualTo("x");
        assertThat(EndpointConfiguration.keys(List.of("ours"), true)).containsExactly("ours");
    }
}
