package katas.lab.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.KataDescription.DemoKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final KataDescription KATA = new KataDescription(
            "rate-limiter", "", 8082, List.of(), List.of(), DemoKeys.USUAL, List.of(), List.of(), List.of());

    @TempDir
    Path root;

    @Test
    void takes_the_port_from_the_description_when_nothing_is_set() {
        assertThat(settings(Map.of()).port(KATA)).isEqualTo(8082);
    }

    @Test
    void takes_the_port_from_the_file() throws IOException {
        Files.writeString(root.resolve(".env"), """
                # ports
                #RATE_LIMITER_PORT=1
                RATE_LIMITER_PORT = 9082
                """);

        assertThat(settings(Map.of()).port(KATA)).isEqualTo(9082);
    }

    @Test
    void lets_the_environment_win_over_the_file() throws IOException {
        Files.writeString(root.resolve(".env"), "RATE_LIMITER_PORT=9082\nKATAS_DEMO_KEYS=true\n");

        var settings = settings(Map.of("RATE_LIMITER_PORT", "9999", "KATAS_DEMO_KEYS", "false"));

        assertThat(settings.port(KATA)).isEqualTo(9999);
        assertThat(settings.demoKeys()).isFalse();
    }

    @Test
    void moves_what_else_a_service_listens_for() {
        var provider = new KataDescription.Listener("payment-provider", 8093);

        assertThat(settings(Map.of()).port(provider)).isEqualTo(8093);
        assertThat(settings(Map.of("PAYMENT_PROVIDER_PORT", "9093")).port(provider))
                .isEqualTo(9093);
    }

    @Test
    void refuses_what_is_no_port() {
        for (var wrong : List.of("", "http", "0", "65536", "-1", "123456")) {
            assertThatThrownBy(
                            () -> settings(Map.of("RATE_LIMITER_PORT", wrong)).port(KATA))
                    .isInstanceOf(Stopped.class)
                    .hasMessageContaining("RATE_LIMITER_PORT=" + wrong);
        }
    }

    private Settings settings(Map<String, String> environment) {
        return Settings.of(new Tree(root), environment);
    }
}
