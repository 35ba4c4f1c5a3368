package katas.shopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import katas.shopping.messages.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ShoppingCartPropertiesTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @Test
    void needs_nothing_to_be_set() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ShoppingCartProperties(
                        Variant.ORCHESTRATED,
                        Set.of(Role.values()),
                        "shopping-cart",
                        Duration.ofSeconds(1),
                        Duration.ofDays(8),
                        Duration.ofDays(90),
                        10_000,
                        Duration.ofDays(30),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(500),
                        new ShoppingCartProperties.Provider(
                                URI.create("http://localhost:8093"),
                                InetAddress.getLoopbackAddress(),
                                8093,
                                Duration.ofSeconds(2),
                                16,
                                null),
                        100,
                        5,
                        20,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(5),
                        List.of(),
                        List.of(),
                        ""));
    }

    @Test
    void reads_everything_that_can_be_set() {
        var properties = bind(Map.ofEntries(
                Map.entry("variant", "at-least-once"),
                Map.entry("roles", "cart,views"),
                Map.entry("prefix", "other"),
                Map.entry("deadline", "50ms"),
                Map.entry("inbox-retention", "9d"),
                Map.entry("decided-retention", "30d"),
                Map.entry("parked-most", "5"),
                Map.entry("idle-cart-ttl", "60d"),
                Map.entry("reservation-ttl", "PT2S"),
                Map.entry("checkout-deadline", "1s"),
                Map.entry("sweep", "20ms"),
                Map.entry("provider.url", "http://provider:1"),
                Map.entry("provider.address", "0.0.0.0"),
                Map.entry("provider.port", "0"),
                Map.entry("provider.deadline", "3s"),
                Map.entry("provider.calls", "2"),
                Map.entry("provider.callback", "http://shop/v1/payment-callbacks/"),
                Map.entry("streams", "7"),
                Map.entry("streams-of-order", "2"),
                Map.entry("streams-of-source", "3"),
                Map.entry("stream-poll", "10ms"),
                Map.entry("heartbeat", "1m"),
                Map.entry("keys[0]", DIGEST),
                Map.entry("admin-keys[0]", DIGEST.toUpperCase(Locale.ROOT)),
                Map.entry("crash-at", "after-effect:ReserveStock")));

        assertThat(properties)
                .isEqualTo(new ShoppingCartProperties(
                        Variant.AT_LEAST_ONCE,
                        Set.of(Role.CART, Role.VIEWS),
                        "other",
                        Duration.ofMillis(50),
                        Duration.ofDays(9),
                        Duration.ofDays(30),
                        5,
                        Duration.ofDays(60),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(20),
                        new ShoppingCartProperties.Provider(
                                URI.create("http://provider:1"),
                                InetAddress.ofLiteral("0.0.0.0"),
                                0,
                                Duration.ofSeconds(3),
                                2,
                                URI.create("http://shop/v1/payment-callbacks/")),
                        7,
                        2,
                        3,
                        Duration.ofMillis(10),
                        Duration.ofMinutes(1),
                        List.of(DIGEST),
                        List.of(DIGEST.toUpperCase(Locale.ROOT)),
                        "after-effect:ReserveStock"));
    }

    @ParameterizedTest
    @CsvSource({
        "variant, perfect",
        "roles, cook",
        "prefix, Shop:",
        "deadline, 0ms",
        "deadline, 11s",
        "inbox-retention, 31d",
        "decided-retention, 8d",
        "decided-retention, 366d",
        "parked-most, 0",
        "reservation-ttl, 99ms",
        "reservation-ttl, 25h",
        "checkout-deadline, 0s",
        "checkout-deadline, -5s",
        "sweep, 9ms",
        "provider.port, 65536",
        "provider.deadline, 0s",
        "provider.calls, 0",
        "streams, 0",
        "streams, 10001",
        "streams-of-order, 10001",
        "streams-of-source, 10001",
        "streams-of-order, 0",
        "streams-of-source, 0",
        "stream-poll, 9ms",
        "heartbeat, 61s",
        "keys[0], open sesame",
        "admin-keys[0], demo-admin-key",
        "crash-at, sometime",
        "crash-at, whenever:ReserveStock"
    })
    void refuses_what_cannot_be_meant(String name, String value) {
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of(name, value)));
    }

    @Test
    void a_consumer_that_forgets_a_message_while_a_topic_keeps_it_is_refused() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("inbox-retention", Topic.KEPT.toString())))
                .havingRootCause()
                .withMessageContaining("inbox-retention");
    }

    @ParameterizedTest
    @EnumSource
    void orders_that_nobody_leads_have_data_of_their_own_and_all_other_variants_the_same(Variant variant) {
        var expected = variant == Variant.CHOREOGRAPHY ? "shopping-cart-choreography" : "shopping-cart";

        assertThat(bind(Map.of("variant", variant.text())).prefix()).isEqualTo(expected);
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
        assertThat(yaml.lines().filter(line -> line.contains(", text: "))).hasSameSizeAs(Variant.values());
    }

    private static ShoppingCartProperties bind(Map<String, String> settings) {
        var source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put("katas.shopping-cart." + name, value));
        return new Binder(source).bindOrCreate("katas.shopping-cart", ShoppingCartProperties.class);
    }
}
