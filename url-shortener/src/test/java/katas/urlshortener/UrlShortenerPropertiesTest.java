package katas.urlshortener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import katas.urlshortener.UrlShortenerProperties.Misses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class UrlShortenerPropertiesTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String SECRET = "0123456789abcdef".repeat(2);

    @Test
    void needs_nothing_to_be_set() {
        assertThat(bind(Map.of()))
                .isEqualTo(new UrlShortenerProperties(
                        Variant.TRACKED,
                        URI.create("http://localhost:8081"),
                        List.of(),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        List.of(),
                        1_000,
                        10_000,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        10_000,
                        0,
                        List.of(),
                        List.of(),
                        new Misses(null, "", "unknown-codes", Duration.ofMillis(100))));
    }

    @Test
    void reads_everything_that_can_be_set() {
        var properties = bind(Map.ofEntries(
                Map.entry("variant", "fire-and-forget"),
                Map.entry("public-url", "https://sho.rt"),
                Map.entry("own-hosts[0]", "www.sho.rt"),
                Map.entry("own-hosts[1]", "[2001:db8::7]"),
                Map.entry("deadline", "50ms"),
                Map.entry("write-deadline", "PT2S"),
                Map.entry("code-keys[0]", SECRET),
                Map.entry("code-keys[1]", SECRET.toUpperCase(Locale.ROOT)),
                Map.entry("code-block", "7"),
                Map.entry("cached", "8"),
                Map.entry("trust", "2s"),
                Map.entry("longest-stale", "0s"),
                Map.entry("click-buffer", "9"),
                Map.entry("forwarding-hops", "1"),
                Map.entry("keys[0].owner", "ann"),
                Map.entry("keys[0].digest", DIGEST),
                Map.entry("admin-keys[0]", DIGEST.toUpperCase(Locale.ROOT)),
                Map.entry("misses.url", "http://localhost:8082"),
                Map.entry("misses.key", "open-sesame"),
                Map.entry("misses.policy", "guesses"),
                Map.entry("misses.deadline", "10ms")));

        assertThat(properties)
                .isEqualTo(new UrlShortenerProperties(
                        Variant.FIRE_AND_FORGET,
                        URI.create("https://sho.rt"),
                        List.of("www.sho.rt", "[2001:db8::7]"),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(2),
                        List.of(SECRET, SECRET.toUpperCase(Locale.ROOT)),
                        7,
                        8,
                        Duration.ofSeconds(2),
                        Duration.ZERO,
                        9,
                        1,
                        List.of(new UrlShortenerProperties.Key("ann", DIGEST)),
                        List.of(DIGEST.toUpperCase(Locale.ROOT)),
                        new Misses(
                                URI.create("http://localhost:8082"), "open-sesame", "guesses", Duration.ofMillis(10))));
    }

    @ParameterizedTest
    @CsvSource({
        "variant, fastest",
        "public-url, sho.rt",
        "public-url, ftp://sho.rt",
        "public-url, https:///",
        "own-hosts[0], https://sho.rt",
        "own-hosts[0], sho.rt:8081",
        "deadline, 0ms",
        "deadline, 11s",
        "write-deadline, 0ms",
        "write-deadline, 11s",
        "code-keys[0], 0123",
        "code-keys[0], open sesame open sesame open ses",
        "code-block, 0",
        "code-block, 1000001",
        "cached, 0",
        "trust, 9ms",
        "trust, 11s",
        "longest-stale, -1s",
        "longest-stale, 61m",
        "click-buffer, 0",
        "forwarding-hops, -1",
        "forwarding-hops, 11",
        "keys[0].owner, ann",
        "admin-keys[0], demo-admin-key",
        "misses.deadline, 0ms",
        "misses.deadline, 11s"
    })
    void refuses_what_cannot_be_meant(String name, String value) {
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of(name, value)));
    }

    @Test
    void an_owner_has_a_name_of_1_to_64_characters() {
        var longest = "a".repeat(64);

        assertThat(bind(key(longest, DIGEST)).keys()).containsExactly(new UrlShortenerProperties.Key(longest, DIGEST));
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(key(longest + "a", DIGEST)));
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("keys[0].digest", DIGEST)));
    }

    @Test
    void there_are_at_most_16_code_keys() {
        var keys = new HashMap<String, String>();
        for (int i = 0; i < 16; i++) {
            keys.put("code-keys[" + i + "]", SECRET);
        }
        assertThat(bind(keys).codeKeys()).hasSize(16);

        keys.put("code-keys[16]", SECRET);
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(keys));
    }

    @ParameterizedTest
    @CsvSource({"admin-keys[0]", "code-keys[0]"})
    void a_secret_that_was_put_where_it_does_not_belong_is_not_quoted(String name) {
        assertNotQuoted(Map.of(name, "open-sesame"));
    }

    @Test
    void a_key_that_was_put_where_its_digest_belongs_is_not_quoted() {
        assertNotQuoted(key("ann", "open-sesame"));
    }

    @Test
    void every_variant_is_described_in_kata_yaml() throws IOException {
        var yaml = Files.readString(Path.of("kata.yaml"));

        assertThat(Arrays.stream(Variant.values()).map(variant -> "- { name: " + variant.text() + ", text: "))
                .allMatch(yaml::contains);
        assertThat(yaml.lines().filter(line -> line.contains("- { name: "))).hasSameSizeAs(Variant.values());
    }

    private static void assertNotQuoted(Map<String, String> settings) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(settings))
                .havingRootCause()
                .withMessageNotContaining("sesame");
    }

    private static Map<String, String> key(String owner, String digest) {
        return Map.of("keys[0].owner", owner, "keys[0].digest", digest);
    }

    private static UrlShortenerProperties bind(Map<String, String> settings) {
        var source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put("katas.url-shortener." + name, value));
        return new Binder(source).bindOrCreate("katas.url-shortener", UrlShortenerProperties.class);
    }
}
