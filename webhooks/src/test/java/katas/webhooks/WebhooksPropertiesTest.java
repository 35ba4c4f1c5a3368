package katas.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import katas.webhooks.WebhooksProperties.Receiver;
import katas.webhooks.retry.RetrySchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WebhooksPropertiesTest {
    private static final String DIGEST = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String SECRET_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void needs_nothing_to_be_set() {
        assertThat(bind(Map.of()))
                .isEqualTo(new WebhooksProperties(
                        Variant.ISOLATED,
                        Set.of(Role.values()),
                        "webhooks",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofDays(7),
                        1_000,
                        List.of(),
                        List.of(),
                        Duration.ofDays(1),
                        new AttemptProperties(
                                512,
                                8,
                                2,
                                128,
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(30),
                                RetrySchedule.STANDARD),
                        new BreakerProperties(
                                100,
                                Duration.ofMinutes(1),
                                50,
                                Duration.ofSeconds(30),
                                Duration.ofDays(4),
                                Duration.ofDays(5)),
                        new Receiver(InetAddress.getLoopbackAddress(), 8095),
                        100,
                        5,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(5),
                        List.of(),
                        ""));
    }

    @Test
    void reads_everything_that_can_be_set() {
        var properties = bind(Map.ofEntries(
                Map.entry("variant", "check-at-save"),
                Map.entry("roles", "api,fan-out"),
                Map.entry("prefix", "other"),
                Map.entry("deadline", "50ms"),
                Map.entry("append-deadline", "2s"),
                Map.entry("retention", "1d"),
                Map.entry("endpoints-most", "5"),
                Map.entry("allowed-networks", "10.0.0.0/8,fc00::/7"),
                Map.entry("secret-keys[0]", SECRET_KEY),
                Map.entry("rotation-overlap", "1h"),
                Map.entry("attempts.in-flight", "16"),
                Map.entry("attempts.of-endpoint", "4"),
                Map.entry("attempts.of-failing", "1"),
                Map.entry("attempts.of-tenant", "9"),
                Map.entry("attempts.connect-timeout", "1s"),
                Map.entry("attempts.timeout", "2s"),
                Map.entry("attempts.lease", "4s"),
                Map.entry("attempts.waits", "10ms,1s"),
                Map.entry("breaker.calls", "10"),
                Map.entry("breaker.window", "10s"),
                Map.entry("breaker.failed-percent", "80"),
                Map.entry("breaker.pause", "4s"),
                Map.entry("breaker.warn-after", "1m"),
                Map.entry("breaker.disable-after", "2m"),
                Map.entry("receiver.address", "0.0.0.0"),
                Map.entry("receiver.port", "0"),
                Map.entry("streams", "7"),
                Map.entry("streams-of-tenant", "2"),
                Map.entry("stream-poll", "10ms"),
                Map.entry("heartbeat", "1m"),
                Map.entry("keys[0].digest", DIGEST),
                Map.entry("keys[0].tenant", "acme"),
                Map.entry("crash-at", "after-append")));

        assertThat(properties)
                .isEqualTo(new WebhooksProperties(
                        Variant.CHECK_AT_SAVE,
                        Set.of(Role.API, Role.FAN_OUT),
                        "other",
                        Duration.ofMillis(50),
                        Duration.ofSeconds(2),
                        Duration.ofDays(1),
                        5,
                        List.of("10.0.0.0/8", "fc00::/7"),
                        List.of(SECRET_KEY),
                        Duration.ofHours(1),
                        new AttemptProperties(
                                16,
                                4,
                                1,
                                9,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(4),
                                List.of(Duration.ofMillis(10), Duration.ofSeconds(1))),
                        new BreakerProperties(
                                10,
                                Duration.ofSeconds(10),
                                80,
                                Duration.ofSeconds(4),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(2)),
                        new Receiver(InetAddress.ofLiteral("0.0.0.0"), 0),
                        7,
                        2,
                        Duration.ofMillis(10),
                        Duration.ofMinutes(1),
                        List.of(new WebhooksProperties.Key(DIGEST, "acme")),
                        "after-append"));
    }

    @ParameterizedTest
    @CsvSource({
        "variant, perfect",
        "roles, cook",
        "prefix, Hooks:",
        "prefix, ''",
        "deadline, 0ms",
        "deadline, 11s",
        "append-deadline, 999ms",
        "append-deadline, 61s",
        "retention, 59m",
        "retention, 31d",
        "retention, 114h",
        "endpoints-most, 0",
        "endpoints-most, 100001",
        "allowed-networks, 10.0.0.1/8",
        "allowed-networks, everything",
        "rotation-overlap, 999ms",
        "rotation-overlap, 31d",
        "attempts.in-flight, 1",
        "attempts.in-flight, 10001",
        "attempts.of-endpoint, 0",
        "attempts.of-endpoint, 1001",
        "attempts.of-failing, 0",
        "attempts.of-failing, 9",
        "attempts.of-tenant, 0",
        "attempts.of-tenant, 512",
        "attempts.connect-timeout, 0s",
        "attempts.connect-timeout, 61s",
        "attempts.timeout, 0s",
        "attempts.timeout, 61s",
        "attempts.lease, 15s",
        "attempts.lease, 11m",
        "attempts.waits, 0s",
        "attempts.waits, 8d",
        "breaker.calls, 0",
        "breaker.calls, 100001",
        "breaker.window, 999ms",
        "breaker.window, 61m",
        "breaker.failed-percent, 0",
        "breaker.failed-percent, 101",
        "breaker.pause, 29s",
        "breaker.pause, 61m",
        "breaker.warn-after, 9ms",
        "breaker.warn-after, 5d",
        "breaker.disable-after, 4d",
        "breaker.disable-after, 61d",
        "receiver.port, -1",
        "receiver.port, 65536",
        "streams, 0",
        "streams, 10001",
        "streams-of-tenant, 0",
        "streams-of-tenant, 10001",
        "stream-poll, 9ms",
        "stream-poll, 11s",
        "heartbeat, 9ms",
        "heartbeat, 61s",
        "crash-at, sometime"
    })
    void refuses_what_cannot_be_meant(String name, String value) {
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of(name, value)));
    }

    @Test
    void a_hundred_and_one_waits_are_refused() {
        var waits = new HashMap<String, String>();
        for (int index = 0; index < 101; index++) {
            waits.put("attempts.waits[%d]".formatted(index), "1s");
        }

        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(waits))
                .havingRootCause()
                .withMessageContaining("attempts.waits");
    }

    @ParameterizedTest
    @CsvSource({"open-sesame, acme", DIGEST + ", Acme", DIGEST + ", ''"})
    void an_api_key_without_a_digest_or_a_tenant_is_refused(String digest, String tenant) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("keys[0].digest", digest, "keys[0].tenant", tenant)));
    }

    @ParameterizedTest
    @CsvSource({"open sesame", "c2VzYW1l", "''"})
    void a_secret_key_that_is_none_is_refused_and_not_quoted(String key) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("secret-keys[0]", SECRET_KEY, "secret-keys[1]", key)))
                .havingRootCause()
                .withMessageContaining("secret-keys must be 32 bytes each, in Base64")
                .withMessageNotContaining("sesame")
                .withMessageNotContaining("c2VzYW1l");
    }

    @Test
    void a_key_that_was_put_where_its_digest_belongs_is_not_quoted() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("keys[0].digest", "open-sesame", "keys[0].tenant", "acme")))
                .havingRootCause()
                .withMessageContaining("keys.digest")
                .withMessageNotContaining("sesame");
    }

    @Test
    void printing_the_settings_prints_no_key() {
        assertThat(bind(Map.of("secret-keys[0]", SECRET_KEY)).toString())
                .doesNotContain(SECRET_KEY)
                .contains("isolated");
    }

    @Test
    void every_variant_is_described_in_kata_yaml() throws IOException {
        var yaml = Files.readString(Path.of("kata.yaml"));

        assertThat(Arrays.stream(Variant.values()).map(variant -> "- { name: " + variant.text() + ", text: "))
                .allMatch(yaml::contains);
        assertThat(yaml.lines().filter(line -> line.contains(", text: "))).hasSameSizeAs(Variant.values());
    }

    private static WebhooksProperties bind(Map<String, String> settings) {
        var source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put("katas.webhooks." + name, value));
        return new Binder(source).bindOrCreate("katas.webhooks", WebhooksProperties.class);
    }
}
