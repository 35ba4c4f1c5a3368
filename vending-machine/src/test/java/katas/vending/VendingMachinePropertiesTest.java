package katas.vending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class VendingMachinePropertiesTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @Test
    void needs_nothing_to_be_set() {
        assertThat(bind(Map.of()))
                .isEqualTo(new VendingMachineProperties(
                        Variant.JOURNALLED,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(500),
                        100,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(5),
                        List.of(),
                        List.of(),
                        ""));
        assertThat(bind(Map.of()).timeouts()).isEqualTo(Timeouts.USUAL);
    }

    @Test
    void reads_everything_that_can_be_set() {
        var properties = bind(Map.ofEntries(
                Map.entry("variant", "greedy-change"),
                Map.entry("deadline", "50ms"),
                Map.entry("idle-timeout", "PT2S"),
                Map.entry("motor-timeout", "3s"),
                Map.entry("drop-timeout", "4s"),
                Map.entry("ticks", "20ms"),
                Map.entry("streams", "7"),
                Map.entry("stream-poll", "10ms"),
                Map.entry("heartbeat", "1m"),
                Map.entry("halt-at", "select:after-commit"),
                Map.entry("keys[0]", DIGEST),
                Map.entry("admin-keys[0]", DIGEST.toUpperCase(Locale.ROOT))));

        assertThat(properties)
                .isEqualTo(new VendingMachineProperties(
                        Variant.GREEDY_CHANGE,
                        Duration.ofMillis(50),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofMillis(20),
                        7,
                        Duration.ofMillis(10),
                        Duration.ofMinutes(1),
                        List.of(DIGEST),
                        List.of(DIGEST.toUpperCase(Locale.ROOT)),
                        "select:after-commit"));
        assertThat(properties.timeouts())
                .isEqualTo(new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4)));
        assertThat(properties.timeouts().device()).isEqualTo(Duration.ofSeconds(4));
        assertThat(Timeouts.USUAL.device()).isEqualTo(Timeouts.USUAL.motor());
    }

    @ParameterizedTest
    @CsvSource({
        "variant, generous",
        "deadline, 0ms",
        "deadline, 11s",
        "idle-timeout, 999ms",
        "idle-timeout, 61m",
        "motor-timeout, 0s",
        "drop-timeout, -5s",
        "ticks, 9ms",
        "ticks, 11s",
        "streams, 0",
        "stream-poll, 9ms",
        "heartbeat, 61s",
        "keys[0], open sesame",
        "keys[0], 0123456789abcdef",
        "admin-keys[0], demo-admin-key"
    })
    void refuses_what_cannot_be_meant(String name, String value) {
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of(name, value)));
    }

    @Test
    void a_key_that_was_put_where_its_digest_belongs_is_not_quoted() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("admin-keys[0]", "open-sesame")))
                .havingRootCause()
                .withMessageContaining("admin-keys")
                .withMessageNotContaining("sesame");
    }

    @Test
    void every_variant_is_described_in_kata_yaml() throws IOException {
        var yaml = Files.readString(Path.of("kata.yaml"));

        assertThat(Arrays.stream(Variant.values()).map(variant -> "- { name: " + variant.text() + ", text: "))
                .allMatch(yaml::contains);
        assertThat(yaml.lines().filter(line -> line.contains("- { name: "))).hasSameSizeAs(Variant.values());
    }

    private static VendingMachineProperties bind(Map<String, String> settings) {
        var source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put("katas.vending-machine." + name, value));
        return new Binder(source).bindOrCreate("katas.vending-machine", VendingMachineProperties.class);
    }
}
