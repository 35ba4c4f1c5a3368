package katas.urlshortener.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeKeyTest {

    @Test
    void reads_hex_digits_of_either_case() {
        assertThat(CodeKey.parse("000000000000000100000000000000fF")).isEqualTo(new CodeKey(1, 255));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "0000000000000000000000000000000",
                "000000000000000000000000000000000",
                "secretsecretsecretsecretsecretse",
                "0x000000000000000000000000000000"
            })
    void refuses_anything_else_without_quoting_it(String hex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodeKey.parse(hex))
                .withMessage("a code key must be 32 hex digits");
    }

    @Test
    void does_not_show_itself() {
        assertThat(CodeKey.parse("0000000000abcdef0000000000abcdef")).hasToString("CodeKey[…]");
    }
}
