package katas.shopping.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import katas.shopping.effect.Poison;
import katas.shopping.messages.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredFormatTest {
    private static final Money PRICE = new Money(350, "EUR");

    private final StoredFormat format = new StoredFormat();

    @Test
    void every_document_says_which_format_it_is_in() {
        assertThat(format.write(Money.class, PRICE)).isEqualTo("{\"amount\":350,\"currency\":\"EUR\",\"v\":1}");
        assertThat(format.read(Money.class, format.write(Money.class, PRICE))).isEqualTo(PRICE);
    }

    @Test
    void what_says_nothing_of_a_format_is_of_the_first() {
        assertThat(format.read(Money.class, "{\"amount\":350,\"currency\":\"EUR\"}"))
                .isEqualTo(PRICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0", "-1", "1.0", "\"1\"", "null", "99999999999"})
    void another_format_is_refused_and_never_guessed_at(String version) {
        var text = format.write(Money.class, PRICE).replace("\"v\":1", "\"v\":" + version);

        assertThatExceptionOfType(Poison.class)
                .isThrownBy(() -> format.read(Money.class, text))
                .withMessageContaining("stored Money is in format " + version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "[]", "{}", "null", "{\"v\":1}", "{\"v\":1,\"v\":1}"})
    void what_is_no_document_of_its_type_is_refused(String text) {
        assertThatExceptionOfType(Poison.class).isThrownBy(() -> format.read(Money.class, text));
    }
}
