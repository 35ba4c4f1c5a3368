package katas.urlshortener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasTest {
    private static final Set<String> RESERVED = Set.of("v1", "actuator", "café");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "spring-sale",
                "Q3_report",
                "---",
                "123",
                "12345678",
                "abcdef",
                "abcdefgh",
                "abcde-f",
                "日本語",
                "größe",
                "नमस्ते",
                "𝒜𝒷𝒸",
                "actuators"
            })
    void is_letters_and_digits_of_any_script_hyphens_and_underscores(String text) {
        assertThat(parse(text)).isEqualTo(new Alias(text));
    }

    @Test
    void is_the_same_however_its_accents_were_typed() {
        assertThat(parse("cre\u0300me")).isEqualTo(parse("cr\u00e8me")).isEqualTo(new Alias("cr\u00e8me"));
        assertThat(Alias.normalised("cre\u0300me")).isEqualTo("cr\u00e8me");
        // Angstrom sign, Hangul in parts
        assertThat(Alias.normalised("\u212b")).isEqualTo("\u00c5");
        assertThat(Alias.normalised("\u1112\u1161\u11ab")).isEqualTo("\ud55c");
    }

    @Test
    void keeps_upper_and_lower_case_apart() {
        assertThat(parse("Sale")).isNotEqualTo(parse("sale"));
    }

    @Test
    void keeps_letters_apart_that_only_look_alike() {
        // normal form C, not KC: a ligature is not its letters
        assertThat(parse("\ufb01sh")).isNotEqualTo(parse("fish"));
    }

    @Test
    void has_3_to_50_characters_as_people_count_them() {
        assertRefused("", "must have 3 to 50 characters, had 0");
        assertRefused("ab", "must have 3 to 50 characters, had 2");
        assertRefused("𝒜𝒷", "must have 3 to 50 characters, had 2");
        // two when it is composed
        assertRefused("e\u0301e\u0301", "must have 3 to 50 characters, had 2");
        assertThat(parse("a".repeat(50)).text()).hasSize(50);
        assertThat(parse("𝒜".repeat(50)).text()).hasSize(100);
        assertThat(parse("e\u0301".repeat(50)).text()).hasSize(50);
        assertRefused("a".repeat(51), "must have 3 to 50 characters, had 51");
    }

    @Test
    void may_have_accents_for_which_no_single_character_exists() {
        assertThat(parse("x\u0301yz").text()).isEqualTo("x\u0301yz");
    }

    @Test
    void does_not_begin_with_an_accent() {
        assertRefused("\u0301abc", "must not begin with an accent, which belongs to the letter before it");
        assertRefused("\u093eabc", "must not begin with an accent, which belongs to the letter before it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "a.b.c",
                "a b c",
                "abc+",
                "a%20b",
                "a?bc",
                "a#bc",
                "../..",
                "a\nbc",
                "a\u200bbc",
                "a\u202ebc",
                "abc\u0000",
                "abc😀",
                "a\ud800bc",
                "a\u20ddbc",
                "a:bc",
                "a@bc",
                "a\\bc"
            })
    void refuses_whatever_means_something_in_a_path_or_cannot_be_seen(String text) {
        assertRefused(text, "must consist of letters, digits, hyphens and underscores");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000", "zzzzzzz", "Example", "1234567"})
    void never_has_the_form_of_a_generated_code(String text) {
        assertRefused(text, "must not be seven letters and digits, which is the form of generated codes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"actuator", "Actuator", "ACTUATOR", "café", "cafe\u0301", "CAFE\u0301"})
    void refuses_a_path_of_the_service_however_it_is_written(String text) {
        assertRefused(text, "is a path of this service");
    }

    private static Alias parse(String text) {
        return Alias.parse(text, RESERVED);
    }

    private static void assertRefused(String text, String reason) {
        assertThatExceptionOfType(InvalidLink.class)
                .isThrownBy(() -> parse(text))
                .satisfies(refusal -> {
                    assertThat(refusal.field()).isEqualTo("alias");
                    assertThat(refusal.reason()).isEqualTo(reason);
                });
    }
}
