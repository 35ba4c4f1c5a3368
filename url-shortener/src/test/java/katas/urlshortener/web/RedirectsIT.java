package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What visitors get. */
@RunningService
class RedirectsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Shortener shortener;
    private final ServiceClient visitor;

    RedirectsIT(@LocalServerPort int port) {
        this.shortener = Shortener.at(port);
        this.visitor = shortener.visitor;
    }

    @Test
    void a_link_leads_to_its_target_and_nobody_remembers_that() {
        var answer = visitor.get("/" + shortener.link());

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo(Shortener.TARGET);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"301, max-age=86400", "302, no-store", "307, no-store", "308, max-age=86400"})
    void a_link_redirects_as_it_says_and_only_a_permanent_one_is_remembered(int status, String caching) {
        var answer = visitor.get("/" + shortener.link(",\"redirect\":" + status));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Location")).isEqualTo(Shortener.TARGET);
        assertThat(answer.header("Cache-Control")).isEqualTo(caching);
    }

    @Test
    void a_permanent_link_is_remembered_no_longer_than_it_lasts_and_not_at_all_if_visits_are_counted() {
        var inAnHour = Instant.now().plus(Duration.ofHours(1));

        var expiring = visitor.get("/" + shortener.link(",\"redirect\":301,\"expiresAt\":\"" + inAnHour + "\""));
        var limited = visitor.get("/" + shortener.link(",\"redirect\":308,\"maxVisits\":5"));

        assertThat(expiring.header("Cache-Control")).startsWith("max-age=");
        assertThat(Long.parseLong(expiring.header("Cache-Control").substring("max-age=".length())))
                .isBetween(3_500L, 3_600L);
        assertThat(limited.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void head_answers_like_get() {
        var code = shortener.link(",\"redirect\":307");

        var answer = visitor.head("/" + code);

        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.header("Location")).isEqualTo(Shortener.TARGET);
    }

    @Test
    void neither_looks_nor_browsers_that_fetch_ahead_nor_bots_take_a_visit() {
        var code = shortener.link(",\"maxVisits\":1");
        var path = "/" + code;

        assertThat(visitor.head(path).status()).isEqualTo(302);
        assertThat(visitor.get(path + "+").status()).isEqualTo(200);
        assertThat(visitor.with("Sec-Purpose", "prefetch;prerender").get(path).status())
                .isEqualTo(302);
        assertThat(visitor.with("Purpose", "prefetch").get(path).status()).isEqualTo(302);
        assertThat(visitor.with("X-Moz", "prefetch").get(path).status()).isEqualTo(302);
        assertThat(visitor.with("User-Agent", "Slackbot-LinkExpanding 1.0")
                        .get(path)
                        .status())
                .isEqualTo(302);
        assertThat(shortener.visits(code)).isZero();

        assertThat(visitor.get(path).status()).isEqualTo(302);
        assertThat(shortener.visits(code)).isEqualTo(1);
        assertThat(visitor.get(path).status()).isEqualTo(410);
        assertThat(visitor.head(path).status()).isEqualTo(410);
        assertThat(visitor.get(path + "+").status()).isEqualTo(410);
    }

    @Test
    void only_visits_are_counted_as_clicks() {
        var code = shortener.link(",\"alias\":\"" + Shortener.newAlias() + "\"");
        var path = "/" + code;

        visitor.head(path);
        visitor.get(path + "+");
        visitor.with("Sec-Purpose", "prefetch").get(path);
        visitor.with("User-Agent", "Googlebot/2.1").get(path);
        visitor.with("X-Forwarded-For", "192.0.2.1").get(path);
        visitor.with("X-Forwarded-For", "192.0.2.2")
                .with("Referer", "https://News.example:8443/a?b")
                .get(path);

        var stats = Shortener.PATH + "/" + code + "/stats";
        await().atMost(PATIENCE)
                .until(() -> shortener.owner.get(stats).json().get("clicks").longValue() >= 2);
        var counted = shortener.owner.get(stats).json();
        assertThat(counted.get("clicks").longValue()).isEqualTo(2);
        assertThat(counted.get("visitors").longValue()).isEqualTo(2);
        assertThat(counted.get("series")).hasSize(7);
        assertThat(counted.at("/series/6/clicks").longValue()).isEqualTo(2);
        assertThat(counted.get("referrers"))
                .extracting(referrer -> referrer.get("host").stringValue())
                .containsExactlyInAnyOrder("", "news.example");
    }

    @Test
    void a_plus_shows_where_a_link_leads_and_lets_nothing_of_it_run() {
        var target = "https://example.com/?q=%3Cscript%3E&x='1'";
        var code = shortener
                .owner
                .post(Shortener.PATH, "{\"target\":\"" + target + "\"}")
                .json()
                .get("code")
                .stringValue();

        for (var path : new String[] {"/" + code + "+", "/" + code + "%2B"}) {
            var page = visitor.get(path);

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
            assertThat(page.header("X-Robots-Tag")).isEqualTo("noindex");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(page.body())
                    .contains("https://example.com/?q=%3Cscript%3E&amp;x=&#39;1&#39;")
                    .doesNotContain("x='1'");
        }
    }

    @Test
    void an_alias_of_any_script_is_followed_however_its_accents_were_typed() {
        var unique = Shortener.newAlias();
        shortener.link(",\"alias\":\"cafe\u0301-" + unique + "\"");

        assertThat(visitor.get("/caf%C3%A9-" + unique).status()).isEqualTo(302);
        assertThat(visitor.get("/cafe%CC%81-" + unique).status()).isEqualTo(302);
        assertThat(visitor.get("/caf%c3%a9-" + unique).status()).isEqualTo(302);
        assertThat(visitor.get("/cafe-" + unique).status()).isEqualTo(404);
        assertThat(visitor.get("/caf%C3%A9-" + unique + "+").body()).contains("caf\u00e9-" + unique);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/0000000",
                "/nobody-has-this",
                "/no",
                "/favicon.ico",
                "/a;b",
                "/%2B",
                "/+",
                "/%F0%9F%8E%89",
                "/V1"
            })
    void what_no_link_has_is_404(String path) {
        assertThat(visitor.get(path).problem()).isEqualTo(new Answer.Problem(404, "/problems/not-found", ""));
    }

    @Test
    void a_code_in_other_letters_is_another_code() {
        var alias = Shortener.newAlias();
        shortener.link(",\"alias\":\"" + alias + "\"");

        assertThat(visitor.get("/" + alias.toUpperCase(java.util.Locale.ROOT)).status())
                .isEqualTo(404);
        assertThat(visitor.get("/" + alias + ";x=1").status()).isEqualTo(404);
        assertThat(visitor.get("/" + alias + "?x=1").status()).isEqualTo(302);
    }

    @Test
    void what_is_over_is_410_and_comes_back_when_its_owner_says_so() {
        var code = shortener.link();
        var path = Shortener.PATH + "/" + code;
        await().atMost(PATIENCE)
                .until(() -> shortener.owner.patch(path, Shortener.endsSoon()).status() == 200);

        await().atMost(PATIENCE).until(() -> visitor.get("/" + code).status() == 410);
        assertThat(visitor.get("/" + code).problem()).isEqualTo(new Answer.Problem(410, "/problems/gone", ""));

        assertThat(shortener.owner.patch(path, "{\"expiresAt\":null}").status()).isEqualTo(200);
        assertThat(visitor.get("/" + code).status()).isEqualTo(302);
    }

    @Test
    void a_deleted_link_is_gone_for_visitors_and_its_owner_and_its_alias_is_nobodys_again() {
        var alias = Shortener.newAlias();
        shortener.link(",\"alias\":\"" + alias + "\"");
        var path = Shortener.PATH + "/" + alias;
        assertThat(visitor.get("/" + alias).status()).isEqualTo(302);

        var deleted = shortener.owner.delete(path);

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(visitor.get("/" + alias).status()).isEqualTo(410);
        assertThat(visitor.get("/" + alias + "+").status()).isEqualTo(410);
        assertThat(shortener.owner.get(path).status()).isEqualTo(404);
        assertThat(shortener.owner.get(path + "/stats").status()).isEqualTo(404);
        assertThat(shortener.owner.patch(path, "{\"redirect\":301}").status()).isEqualTo(404);
        assertThat(shortener
                        .owner
                        .post(Shortener.PATH, Shortener.body(",\"alias\":\"" + alias + "\""))
                        .problem())
                .isEqualTo(new Answer.Problem(409, "/problems/conflict", ""));
        assertThat(shortener.owner.delete(path).status()).isEqualTo(204);
    }

    @Test
    void browsers_get_pages_where_others_get_problem_details() {
        var gone = shortener.link();
        shortener.owner.delete(Shortener.PATH + "/" + gone);
        var browser = visitor.with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        for (var path : new String[] {"/nobody-has-this", "/" + gone}) {
            var page = browser.get(path);

            assertThat(page.status()).isEqualTo(visitor.get(path).status()).isIn(404, 410);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
            assertThat(page.header("Vary")).isEqualTo("Accept");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(page.body()).contains("<h1>" + page.status() + " ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void links_are_followed_with_get_or_head_alone(String method) {
        var code = shortener.link(",\"maxVisits\":1");

        var answer = visitor.send(method, "/" + code, BodyPublishers.ofString("{}"));

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(405, "/problems/method-not-allowed", ""));
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(shortener.visits(code)).isZero();
    }
}
