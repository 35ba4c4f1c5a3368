package katas.urlshortener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BotsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/103.0 Safari/537.36",
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                "Twitterbot/1.0",
                "TelegramBot (like TwitterBot)",
                "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "WhatsApp/2.23.20.0",
                "Mozilla/5.0 (compatible; Yahoo! Slurp)",
                "Mozilla/5.0 (compatible; Baiduspider/2.0)",
                "http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.social/)",
                "Mozilla/5.0 Chrome-Lighthouse",
                "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0.0.0 Safari/537.36",
                "GPTBOT/1.0",
                "a Cubot, and yet a bot"
            })
    void programs_that_look_at_links_by_themselves_are_bots(String userAgent) {
        assertThat(Bots.isBot(userAgent)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "curl/8.5.0",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
                "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
            })
    void people_and_what_they_ask_with_are_not(String userAgent) {
        assertThat(Bots.isBot(userAgent)).isFalse();
    }

    @Test
    void a_name_without_end_is_not_read_to_its_end() {
        assertThat(Bots.isBot("x".repeat(10_000) + "bot")).isFalse();
    }
}
