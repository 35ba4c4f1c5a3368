package katas.ratelimiter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.InvalidPolicy;
import katas.ratelimiter.Limit;
import katas.ratelimiter.OnOutage;
import katas.ratelimiter.PolicyDefinition;
import katas.ratelimiter.json.PolicyDocument.LimitDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class PolicyDocumentTest {
    private static final LimitDocument LIMIT = new LimitDocument(100, "PT1M", null);

    private final JsonPolicyFormat format = new JsonPolicyFormat(JsonMapper.shared());

    @Test
    void leaves_the_algorithm_to_the_variant_and_is_open_unless_it_says_otherwise() {
        assertThat(new PolicyDocument(null, List.of(LIMIT), null).toDefinition())
                .isEqualTo(new PolicyDefinition(null, List.of(new Limit(100, Duration.ofMinutes(1))), OnOutage.OPEN));
    }

    @Test
    void names_the_limit_in_which_something_is_wrong() {
        var second = new PolicyDocument(null, List.of(LIMIT, new LimitDocument(0, "PT1H", null)), null);
        var missing = new PolicyDocument(null, Arrays.asList(LIMIT, null), null);

        assertThatExceptionOfType(InvalidPolicy.class)
                .isThrownBy(second::toDefinition)
                .returns("limits[1].permits", InvalidPolicy::field);
        assertThatExceptionOfType(InvalidPolicy.class)
                .isThrownBy(missing::toDefinition)
                .returns("limits[1]", InvalidPolicy::field);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void what_was_written_is_read_back_for_every_algorithm(Algorithm algorithm) {
        var definition = new PolicyDefinition(
                algorithm,
                List.of(new Limit(100, Duration.ofMinutes(1)), new Limit(1_000, Duration.ofDays(31))),
                OnOutage.LOCAL);

        assertThat(format.read(format.write(definition))).isEqualTo(definition);
    }

    @Test
    void a_burst_and_an_absent_algorithm_are_read_back_too() {
        var definition =
                new PolicyDefinition(null, List.of(new Limit(100, Duration.ofSeconds(90), 20)), OnOutage.CLOSED);

        assertThat(format.read(format.write(definition))).isEqualTo(definition);
    }

    @Test
    void what_another_version_may_have_stored_is_no_policy_but_a_named_failure() {
        for (var text : List.of("", "{", "[]", "null", "{\"algorithm\":\"of tomorrow\",\"limits\":[]}")) {
            assertThatExceptionOfType(InvalidPolicy.class).as(text).isThrownBy(() -> format.read(text));
        }
    }
}
