package katas.webhooks.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.com, example.com", "http://example.com:8080/hooks?tenant=7, example.com",
        "HTTPS://Example.COM/Hooks, example.com", "https://a.b-c.example/, a.b-c.example",
        "https://xn--bcher-kva.example/, xn--bcher-kva.example", "http://localhost:8095/hooks, localhost",
        "https://1password.example/, 1password.example", "https://0xbad.example/, 0xbad.example"
    })
    void a_name_is_read_in_lower_case_and_has_no_address_yet(String text, String host) {
        assertThat(TargetUrl.parse(text).host()).isEqualTo(host);
        assertThat(TargetUrl.parse(text).address()).isEmpty();
        assertThat(TargetUrl.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "http://93.184.216.34/, 93.184.216.34", "http://127.0.0.1:80/, 127.0.0.1", "http://[::1]/, ::1",
        "http://[2001:DB8::1]:443/, 2001:db8::1", "http://[::ffff:7f00:1]/, 127.0.0.1", "http://0.0.0.0, 0.0.0.0"
    })
    void an_address_is_read_as_one(String text, String address) {
        assertThat(TargetUrl.parse(text).address()).contains(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0x7f.1/",
                "http://017700000001/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://127.0.0.1./",
                "http://127.0.0.01/",
                "http://00127.0.0.1/",
                "http://127.0.0.256/",
                "http://1.2.3.4.5/",
                "http://127.0.0.0x1/",
                "http://0/",
                "http://0x/",
                "http://3232235521/",
                "http://127.0.0.1.2130706433/",
                "http://example.123/",
                "http://0X7F.0.0.1/",
                "http://4294967297/"
            })
    void numbers_in_an_unusual_notation_are_refused(String text) {
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> TargetUrl.parse(text))
                .withMessageStartingWith("must write an address as four decimal numbers without leading zeros, not ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://example.com/|must begin with http:// or https://",
                "example.com/hooks|must begin with http:// or https://",
                "//example.com/hooks|must begin with http:// or https://",
                "file:///etc/passwd|must begin with http:// or https://",
                "javascript:alert(1)|must begin with http:// or https://",
                "https:/example.com|must name a host",
                "https:///hooks|must",
                "https:example.com|must name a host",
                "https://user@example.com/|must name a host, without a user name or password",
                "https://user:secret@example.com/|must name a host, without a user name or password",
                "https://example.com@127.0.0.1/|must name a host, without a user name or password",
                "https://127.0.0.1%40example.com/|must",
                "https://example.com\\@127.0.0.1/|must be a URL",
                "https://example.com/#part|must not have a fragment",
                "https://example.com:0/|must have a port from 1 to 65535",
                "https://example.com:65536/|must have a port from 1 to 65535",
                "https://example.com:/|must have a port from 1 to 65535",
                "https://example.com:http/|must",
                "https://exam_ple.com/|must name a host of letters",
                "https://-example.com/|must name a host of letters",
                "https://example-.com/|must name a host of letters",
                "https://example..com/|must name a host of letters",
                "https://example.com./|must name a host of letters",
                "https://bücher.example/|must have visible ASCII characters only",
                "https://１２７.0.0.1/|must have visible ASCII characters only",
                "https://example.com/a b|must have visible ASCII characters only",
                "https://example.com/{id}|must be a URL",
                "http://[fe80::1%25eth0]/|must not name a zone",
                "http://[fe80::1%eth0]/|must",
                "http://[::1/|must be a URL",
                "http://[:::1]/|must",
                "http://[127.0.0.1]/|must",
                "http://[]/|must",
            })
    void a_url_that_a_message_cannot_be_sent_to_is_refused_with_the_reason(String text, String reason) {
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> TargetUrl.parse(text))
                .withMessageStartingWith(reason);
    }

    @Test
    void line_breaks_and_endless_urls_are_refused() {
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> TargetUrl.parse("https://example.com/\r\nHost: inside"));
        assertThatExceptionOfType(TargetRefused.class).isThrownBy(() -> TargetUrl.parse(""));
        assertThat(TargetUrl.parse("https://example.com/" + "a".repeat(2_028))).isNotNull();
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> TargetUrl.parse("https://example.com/" + "a".repeat(2_029)))
                .withMessage("must have at most 2048 characters, had 2049");
    }

    @Test
    void a_name_is_as_long_as_names_may_be() {
        var label = "a".repeat(63) + ".";

        assertThat(TargetUrl.parse("https://" + label + "example/").host()).startsWith("aaa");
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> TargetUrl.parse("https://a" + label + "example/"));
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> TargetUrl.parse("https://" + label.repeat(4) + "example/"));
    }
}
