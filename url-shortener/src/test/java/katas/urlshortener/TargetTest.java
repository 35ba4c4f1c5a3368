package katas.urlshortener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    private static final OwnHosts OWN = new OwnHosts(URI.create("https://sho.rt"), List.of("www.sho.rt", "192.0.2.9"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "https://example.com/",
                "HTTPS://EXAMPLE.COM/Path",
                "https://example.com:8443/a/b;c=d/?q=1&q=2#part",
                "https://example.com?q",
                "https://example.com#part",
                "https://example.com:/",
                "https://example.com./",
                "https://xn--bcher-kva.example/",
                "https://192.0.2.7/",
                "https://[2001:db8::7]:8080/",
                "https://localhost/",
                "https://example.com/?to=http://user:secret@sho.rt/",
                "https://example.com/user@host",
                "https://example.com/%0D%0ASet-Cookie:%20a=b",
                "https://sho.rt.example.com/",
                "https://notsho.rt/"
            })
    void leads_anywhere_on_the_web_as_it_was_written(String text) {
        assertThat(Target.parse(text, OWN)).isEqualTo(new Target(text));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/bücher,     https://example.com/b%C3%BCcher",
        "https://example.com/?q=日本#語, https://example.com/?q=%E6%97%A5%E6%9C%AC#%E8%AA%9E",
        "https://example.com/😀,         https://example.com/%F0%9F%98%80",
        "https://example.com/%C3%BC,     https://example.com/%C3%BC",
        "https://example.com/%c3%bc,     https://example.com/%c3%bc"
    })
    void percent_encodes_what_is_beyond_ascii(String text, String uri) {
        assertThat(Target.parse(text, OWN)).isEqualTo(new Target(uri));
    }

    @Test
    void leaves_accents_as_they_were_typed_since_the_other_form_may_be_another_page() {
        assertThat(Target.parse("https://example.com/e\u0301", OWN))
                .isEqualTo(new Target("https://example.com/e%CC%81"));
        assertThat(Target.parse("https://example.com/\u00e9", OWN)).isEqualTo(new Target("https://example.com/%C3%A9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,hello",
                "file:///etc/passwd",
                "ftp://example.com/",
                "mailto:ann@example.com",
                "//example.com/",
                "/path",
                "example.com",
                "?q",
                "httpx://example.com",
                "http+unix://example.com"
            })
    void refuses_any_other_scheme_and_none(String text) {
        assertRefused(text, "must begin with http:// or https://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/\r\nSet-Cookie: a=b",
                "https://example.com/\n",
                "\rhttps://example.com/",
                "https://example.com/\u0000",
                "https://example.com/\t",
                "https://example.com/\u007f",
                "https://example.com/\u0085",
                "https://example.com/\u2028",
                " https://example.com/",
                "https://example.com/a b"
            })
    void refuses_line_breaks_control_characters_and_spaces(String text) {
        assertRefused(text, "must not contain line breaks, control characters or spaces");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ann@example.com/", "https://ann:secret@example.com/", "https://@example.com/"})
    void refuses_a_user_and_a_password(String text) {
        assertRefused(text, "must not contain a user name or password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:",
                "http:example.com",
                "http:/example.com",
                "https:///path",
                "https://my_host/",
                "https://bücher.example/",
                "https://example%2ecom/",
                "https://example..com/",
                "https://-example/",
                "https://example.com:80:80/",
                "https://example.com:http/",
                "https://example.com:-1/",
                "https://256.256.256.256/"
            })
    void refuses_what_names_no_host(String text) {
        assertThatExceptionOfType(InvalidLink.class)
                .isThrownBy(() -> Target.parse(text, OWN))
                .satisfies(refusal -> assertThat(refusal.reason())
                        .matches("must name a host of ASCII letters, digits, dots and hyphens|must be a URI: .*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com:0/", "https://example.com:65536/", "https://example.com:2147483647/"})
    void refuses_a_port_that_there_is_not(String text) {
        assertRefused(text, "must have a port from 1 to 65535");
    }

    @Test
    void takes_the_highest_port_there_is() {
        assertThat(Target.parse("https://example.com:65535/", OWN).uri()).isEqualTo("https://example.com:65535/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sho.rt/abc",
                "http://sho.rt/abc",
                "https://SHO.rt",
                "https://sho.rt.",
                "https://sho.rt:443/",
                "http://sho.rt:80/",
                "https://sho.rt:/",
                "https://sho.rt?q",
                "https://sho.rt:8443/",
                "http://WWW.sho.rt:8081/abc",
                "https://192.0.2.9/"
            })
    void refuses_a_loop_through_its_own_host(String text) {
        assertRefused(text, "must not lead back to this service, which would be a loop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST.",
                "sub.localhost",
                "127.0.0.1",
                "127.1.2.3",
                "0.0.0.0",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::]"
            })
    void tells_its_own_port_from_that_of_others_on_the_same_machine(String loopback) {
        var own = new OwnHosts(URI.create("http://localhost:8081"), List.of());

        assertThatExceptionOfType(InvalidLink.class)
                .isThrownBy(() -> Target.parse("http://" + loopback + ":8081/x", own))
                .withMessage("target must not lead back to this service, which would be a loop");
        assertThat(Target.parse("http://" + loopback + ":8082/x", own).uri()).endsWith(":8082/x");
        assertThat(Target.parse("http://" + loopback + "/x", own).uri()).endsWith("/x");
        assertThat(Target.parse("http://192.168.0.1:8081/x", own).uri()).endsWith("/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/\r\nSet-Cookie:a=b",
                "https://example.com/ü",
                "https://example.com/a b",
                "\u007f"
            })
    void is_never_what_a_header_cannot_hold_wherever_it_comes_from(String uri) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Target(uri));
    }

    @Test
    void tells_where_a_text_is_no_uri() {
        assertRefused("https://example.com/a|b", "must be a URI: illegal character in path at character 22");
        assertRefused("https://example.com/%zz", "must be a URI: malformed escape pair at character 21");
        assertRefused("https://example.com/\\x", "must be a URI: illegal character in path at character 21");
        assertRefused("https://example.com/\u00a0", "must be a URI: illegal character in path at character 21");
        assertRefused("https://", "must be a URI: expected authority at character 9");
    }

    @ParameterizedTest
    @ValueSource(chars = {'\ud800', '\udc00'})
    void refuses_half_of_a_character(char half) {
        assertRefused("https://example.com/" + half, "must not contain half of a character");
        assertRefused("https://example.com/" + half + "x", "must not contain half of a character");
    }

    @Test
    void refuses_nothing_at_all() {
        assertRefused("", "must not be empty");
    }

    @Test
    void has_at_most_2048_characters() {
        var longest = "https://example.com/" + "a".repeat(2048 - 20);

        assertThat(Target.parse(longest, OWN).uri()).hasSize(2048);
        assertRefused(longest + "a", "must have at most 2048 characters, had 2049");
    }

    @Test
    void counts_the_characters_that_go_into_the_header() {
        // six for one
        var text = "https://example.com/" + "ü".repeat(338);

        assertThat(Target.parse(text, OWN).uri()).hasSize(20 + 6 * 338);
        assertRefused(text + "ü", "must have at most 2048 characters, had 2054");
    }

    private static void assertRefused(String text, String reason) {
        assertThatExceptionOfType(InvalidLink.class)
                .isThrownBy(() -> Target.parse(text, OWN))
                .satisfies(refusal -> {
                    assertThat(refusal.field()).isEqualTo("target");
                    assertThat(refusal.reason()).isEqualTo(reason);
                });
    }
}
