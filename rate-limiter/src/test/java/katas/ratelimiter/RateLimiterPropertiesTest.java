package katas.ratelimiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class RateLimiterPropertiesTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String UPPER_CASE_DIGEST = "0123456789ABCDEF".repeat(4);

    @Test
    void needs_nothing_to_be_set() {
        assertThat(bind(Map.of()))
                .isEqualTo(new RateLimiterProperties(
                        Algorithm.TOKEN_BUCKET,
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        "sample",
                        0,
                        100_000,
                        List.of(),
                        List.of(),
                        new RateLimiterProperties.FastLayers(true, true, true),
                        Map.of()));
    }

    @Test
    void reads_everything_that_can_be_set() {
        var properties = bind(Map.ofEntries(
                Map.entry("variant", "gcra"),
                Map.entry("deadline", "50ms"),
                Map.entry("pulse", "PT0.1S"),
                Map.entry("sample-policy", "api"),
                Map.entry("trusted-hops", "2"),
                Map.entry("local-keys", "10"),
                Map.entry("keys[0]", DIGEST),
                Map.entry("admin-keys[0]", UPPER_CASE_DIGEST),
                Map.entry("fast.flush-consolidation", "false"),
                Map.entry("fast.coalescing", "false"),
                Map.entry("fast.deny-cache", "false"),
                Map.entry("policies.api.algorithm", "sliding-window-log"),
                Map.entry("policies.api.limits[0].permits", "10"),
                Map.entry("policies.api.limits[0].window", "PT1M"),
                Map.entry("policies.api.on-outage", "local"),
                Map.entry("policies.plain.limits[0].permits", "9"),
                Map.entry("policies.plain.limits[0].window", "PT1S"),
                Map.entry("policies.plain.limits[0].burst", "3")));

        assertThat(properties.variant()).isEqualTo(Algorithm.GCRA);
        assertThat(properties.deadline()).isEqualTo(Duration.ofMillis(50));
        assertThat(properties.pulse()).isEqualTo(Duration.ofMillis(100));
        assertThat(properties.samplePolicy()).isEqualTo("api");
        assertThat(properties.trustedHops()).isEqualTo(2);
        assertThat(properties.localKeys()).isEqualTo(10);
        assertThat(properties.keys()).containsExactly(DIGEST);
        assertThat(properties.adminKeys()).containsExactly(UPPER_CASE_DIGEST);
        assertThat(properties.fast()).isEqualTo(new RateLimiterProperties.FastLayers(false, false, false));
        assertThat(properties.configuredPolicies())
                .containsExactlyInAnyOrder(
                        new Policy(
                                "api",
                                Algorithm.SLIDING_WINDOW_LOG,
                                List.of(new Limit(10, Duration.ofMinutes(1))),
                                OnOutage.LOCAL),
                        new Policy(
                                "plain",
                                Algorithm.GCRA,
                                List.of(new Limit(9, Duration.ofSeconds(1), 3)),
                                OnOutage.OPEN));
    }

    @ParameterizedTest
    @CsvSource({
        "variant, leaky",
        "deadline, 0ms",
        "pulse, 9ms",
        "pulse, 501ms",
        "trusted-hops, -1",
        "local-keys, 0",
        "keys[0], open sesame",
        "keys[0], 0123456789abcdef",
        "admin-keys[0], demo-admin-key",
        "fast.coalescing, perhaps"
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
    void a_configured_policy_that_cannot_be_kept_fails_at_start() {
        var properties =
                bind(Map.of("policies.sample.limits[0].permits", "0", "policies.sample.limits[0].window", "PT1M"));

        assertThatExceptionOfType(InvalidPolicy.class).isThrownBy(properties::configuredPolicies);
    }

    @Test
    void a_sample_policy_that_is_not_configured_fails_at_start_with_its_name() {
        var properties = bind(Map.of(
                "sample-policy", "gone",
                "policies.api.limits[0].permits", "1",
                "policies.api.limits[0].window", "PT1M"));

        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(properties::configuredPolicies)
                .satisfies(e -> assertThat(e.getName()).isEqualTo("katas.rate-limiter.sample-policy"))
                .satisfies(e -> assertThat(e.getValue()).isEqualTo("gone"))
                .satisfies(e -> assertThat(e.getReason()).endsWith("only [api]"));
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void the_shipped_policies_can_be_kept_under_every_variant(Algorithm variant) throws IOException {
        var environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("shipped", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        var shipped = Binder.get(environment)
                .bind("katas.rate-limiter", RateLimiterProperties.class)
                .get();

        assertThat(shipped.policies().values())
                .hasSize(4)
                .allSatisfy(policy -> policy.definition().named("any", variant));
        assertThat(shipped.policies()).containsKey(shipped.samplePolicy());
    }

    private static RateLimiterProperties bind(Map<String, String> settings) {
        var source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put("katas.rate-limiter." + name, value));
        return new Binder(source).bindOrCreate("katas.rate-limiter", RateLimiterProperties.class);
    }
}
