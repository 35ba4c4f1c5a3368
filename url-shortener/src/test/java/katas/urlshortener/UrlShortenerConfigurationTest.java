package katas.urlshortener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import katas.lab.testing.LogOfThisThread;
import katas.urlshortener.cache.CacheCounts;
import katas.urlshortener.cache.ReadThrough;
import katas.urlshortener.code.CodeKey;
import katas.urlshortener.code.CodeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class UrlShortenerConfigurationTest {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";

    private final UrlShortenerConfiguration configuration = new UrlShortenerConfiguration();

    @Test
    void without_a_secret_there_is_no_start_unless_it_is_for_a_demo() {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> configuration.codeKeys(with(Map.of()), false))
                .satisfies(
                        e -> assertThat(e.getReason()).contains("32 hex digits").contains("katas.demo-keys"));
        assertThat(configuration.codeKeys(with(Map.of()), true).keys()).hasSize(1);
    }

    @Test
    void a_secret_of_ones_own_is_never_mixed_with_that_of_the_demo() {
        assertThat(configuration
                        .codeKeys(with(Map.of("code-keys[0]", KEY)), true)
                        .keys())
                .containsExactly(CodeKey.parse(KEY));
    }

    @ParameterizedTest
    @CsvSource({
        "tracked, PermutedCodes, ''",
        "ttl-cache, PermutedCodes, wrong on purpose variant=ttl-cache",
        "inline-clicks, PermutedCodes, wrong on purpose variant=inline-clicks",
        "fire-and-forget, PermutedCodes, wrong on purpose variant=fire-and-forget",
        "random-codes, RandomCodes, wrong on purpose variant=random-codes",
        "counter-codes, CounterCodes, wrong on purpose variant=counter-codes"
    })
    void each_variant_has_its_codes_and_a_wrong_one_says_so_at_its_start(String variant, String codes, String warning) {
        try (var log = LogOfThisThread.of(UrlShortenerConfiguration.class)) {
            assertThat(codes(variant).getClass().getSimpleName()).isEqualTo(codes);
            assertThat(String.join("", log.messages())).endsWith(warning);
            assertThat(log.messages()).hasSize(warning.isEmpty() ? 0 : 1);
        }
    }

    private CodeSource codes(String variant) {
        var properties = with(Map.of("variant", variant));
        return configuration.codes(
                configuration.codeKeys(properties, true),
                size -> 0,
                new NothingLeased(),
                new SimpleMeterRegistry(),
                properties);
    }

    private static UrlShortenerProperties with(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("", UrlShortenerProperties.class);
    }

    private static final class NothingLeased implements ReadThrough<Integer, Long> {
        @Override
        public Long get(Integer version) {
            return 0L;
        }

        @Override
        public void changed(Integer version) {}

        @Override
        public CacheCounts counts() {
            return new CacheCounts(0, 0, 0, 0);
        }
    }
}
