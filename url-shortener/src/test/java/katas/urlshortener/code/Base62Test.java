package katas.urlshortener.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base62Test {

    @ParameterizedTest
    @CsvSource({
        "0, 0000000",
        "1, 0000001",
        "9, 0000009",
        "10, 000000A",
        "35, 000000Z",
        "36, 000000a",
        "61, 000000z",
        "62, 0000010",
        "3521614606207, zzzzzzz"
    })
    void writes_seven_digits_with_the_most_significant_first(long number, String code) {
        assertThat(Base62.encode(number)).isEqualTo(code);
        assertThat(Base62.decode(code)).isEqualTo(number);
    }

    @Test
    void has_as_many_numbers_as_there_are_codes() {
        assertThat(Base62.KEYSPACE).isEqualTo(62L * 62 * 62 * 62 * 62 * 62 * 62);
        assertThatIllegalArgumentException().isThrownBy(() -> Base62.encode(Base62.KEYSPACE));
        assertThatIllegalArgumentException().isThrownBy(() -> Base62.encode(-1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "000000",
                "00000000",
                "000000 ",
                " 000000",
                "000000-",
                "000000+",
                "00000/0",
                "00000:0",
                "00000@0",
                "00000[0",
                "00000`0",
                "00000{0",
                "000000é",
                "000000०",
                "０００００００",
                "00000😀"
            })
    void knows_what_is_no_code(String text) {
        assertThat(Base62.isCode(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Base62.decode(text));
    }
}
