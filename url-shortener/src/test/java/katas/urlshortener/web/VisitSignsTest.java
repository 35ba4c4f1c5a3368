package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class VisitSignsTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/abcdefg");

    @Test
    void whoever_asks_with_get_and_says_nothing_else_is_a_visitor() {
        assertThat(VisitSigns.isVisit(request)).isTrue();
        request.setMethod("HEAD");
        assertThat(VisitSigns.isVisit(request)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Purpose, prefetch",
        "Sec-Purpose, prefetch;prerender",
        "Sec-Purpose, Prefetch;anonymous-client-ip",
        "Purpose, prefetch",
        "X-Purpose, preview",
        "X-Moz, prefetch"
    })
    void a_browser_that_fetches_ahead_is_none(String header, String value) {
        request.addHeader(header, value);

        assertThat(VisitSigns.isVisit(request)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Sec-Purpose, something-else", "Sec-Fetch-Mode, navigate", "X-Moz, livebookmarks"})
    void other_words_change_nothing(String header, String value) {
        request.addHeader(header, value);

        assertThat(VisitSigns.isVisit(request)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "https://example.com/a?b#c, example.com",
                "https://Example.COM, example.com",
                "http://example.com:8080/, example.com",
                "https://me:secret@example.com/, example.com",
                "https://a@b@example.com?x, example.com",
                "https://example.com?u=https://other.example/, example.com",
                "android-app://com.example.app/, com.example.app",
                "https://[2001:db8::1]/, ''",
                "https://ex\u00e4mple.com/, ''",
                "https://a b/, ''",
                "about:client, ''",
                "https://, ''",
                "'', ''",
                "none, ''"
            })
    void of_a_referrer_only_the_host_is_known(String referrer, String host) {
        if (referrer != null) {
            request.addHeader("Referer", referrer);
        }

        assertThat(VisitSigns.referrerHost(request)).isEqualTo(host);
    }

    @Test
    void a_host_that_is_too_long_is_none() {
        request.addHeader("Referer", "https://" + "a".repeat(254) + "/");

        assertThat(VisitSigns.referrerHost(request)).isEmpty();
    }
}
