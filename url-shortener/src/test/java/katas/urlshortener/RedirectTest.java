package katas.urlshortener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

    @ParameterizedTest
    @CsvSource({"301, true", "302, false", "307, false", "308, true"})
    void only_301_and_308_may_be_remembered_by_others(int status, boolean permanent) {
        var redirect = Redirect.ofStatus(status).orElseThrow();

        assertThat(redirect.status()).isEqualTo(status);
        assertThat(redirect.permanent()).isEqualTo(permanent);
    }

    @ParameterizedTest
    @EnumSource
    void is_found_by_its_status(Redirect redirect) {
        assertThat(Redirect.ofStatus(redirect.status())).contains(redirect);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 300, 303, 304, 305, 306, 309, 404})
    void there_is_no_other(int status) {
        assertThat(Redirect.ofStatus(status)).isEmpty();
    }
}
