package katas.ratelimiter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import katas.ratelimiter.Algorithm;
import katas.ratelimiter.InvalidPolicy;
import katas.ratelimiter.OnOutage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @Test
    void spells_constants_as_json_has_them() {
        assertThat(Names.of(Algorithm.SLIDING_WINDOW_LOG)).isEqualTo("sliding-window-log");
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void reads_back_what_it_spells(Algorithm algorithm) {
        assertThat(Names.parse("algorithm", Names.of(algorithm), Algorithm.class))
                .isEqualTo(algorithm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OPEN", "Open", "open ", "ajar"})
    void refuses_any_other_spelling_and_lists_the_right_ones(String text) {
        assertThatExceptionOfType(InvalidPolicy.class)
                .isThrownBy(() -> Names.parse("onOutage", text, OnOutage.class))
                .returns("onOutage", InvalidPolicy::field)
                .returns("must be one of open, closed, local", InvalidPolicy::reason);
    }
}
