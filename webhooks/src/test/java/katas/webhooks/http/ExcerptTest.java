package katas.webhooks.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {
    @Test
    void text_stays_as_it_is_with_its_lines() {
        assertThat(of("größer 語 😀\n\tthan\r\nbefore")).isEqualTo("größer 語 😀\n\tthan\nbefore");
    }

    @Test
    void what_is_no_utf_8_is_replaced() {
        assertThat(Excerpt.of(
                                new byte[] {'a', (byte) 0xFF, (byte) 0xC3, 'b', (byte) 0xED, (byte) 0xA0, (byte) 0x80},
                                false)
                        .text())
                .startsWith("a\uFFFD\uFFFDb\uFFFD")
                .matches("[ab\uFFFD]*");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 0x1B, 0x7F, 0x9B, 0x200E, 0x202E, 0x2028, 0x2029, 0x2066, 0xFEFF, 0xE0041})
    void what_would_steer_a_terminal_or_turn_text_around_is_replaced(int point) {
        assertThat(of("a" + Character.toString(point) + "b")).isEqualTo("a\uFFFDb");
    }

    @Test
    void no_character_is_kept_by_half() {
        var text = "a" + "語".repeat(Excerpt.MOST_BYTES / 3);

        assertThat(Excerpt.of(text.getBytes(UTF_8), false)).isEqualTo(new Excerpt("a" + "語".repeat(5_461), false));
        assertThat(Excerpt.of(("a" + text).getBytes(UTF_8), false))
                .isEqualTo(new Excerpt("aa" + "語".repeat(5_460), true));
        assertThat(Excerpt.of("é😀".repeat(2_731).getBytes(UTF_8), false))
                .isEqualTo(new Excerpt("é😀".repeat(2_730) + "é", true));
    }

    @Test
    void a_line_is_one_line_and_short() {
        assertThat(Excerpt.line("one\ntwo")).isEqualTo("one");
        assertThat(Excerpt.line("one\u001B[2J")).isEqualTo("one\uFFFD[2J");
        assertThat(Excerpt.line("")).isEmpty();
        assertThat(Excerpt.line("x".repeat(1_000))).isEqualTo("x".repeat(200));
    }

    private static String of(String text) {
        return Excerpt.of(text.getBytes(UTF_8), false).text();
    }
}
