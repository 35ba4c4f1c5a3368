package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What owners do with their links. */
@RunningService
class LinksIT {
    private static final Answer.Problem NOT_FOUND = new Answer.Problem(404, "/problems/not-found", "");

    private final Shortener shortener;
    private final ServiceClient owner;

    LinksIT(@LocalServerPort int port) {
        this.shortener = Shortener.at(port);
        this.owner = shortener.owner;
    }

    @Test
    void a_new_link_is_answered_with_what_it_is_and_where() {
        var before = Instant.now().minusSeconds(60);

        var answer = owner.post(Shortener.PATH, Shortener.body(""));

        var link = answer.json();
        var code = link.get("code").stringValue();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(code).matches("[0-9A-Za-z]{7}");
        assertThat(answer.header("Location")).isEqualTo("/v1/links/" + code);
        assertThat(answer.header("ETag")).isEqualTo("\"1-0\"");
        assertThat(link.propertyNames())
                .containsExactlyInAnyOrder("code", "shortUrl", "target", "redirect", "createdAt", "visits", "version");
        assertThat(link.get("shortUrl").stringValue()).isEqualTo("http://localhost:8081/" + code);
        assertThat(link.get("target").stringValue()).isEqualTo(Shortener.TARGET);
        assertThat(link.get("redirect").intValue()).isEqualTo(302);
        assertThat(Instant.parse(link.get("createdAt").stringValue())).isAfter(before);
        assertThat(owner.get(answer.header("Location")).body()).isEqualTo(answer.body());
    }

    @Test
    void a_link_is_all_that_its_owner_asked_for() {
        var alias = "\u00fcber-" + Shortener.newAlias();

        var answer = owner.post(
                Shortener.PATH,
                Shortener.body(",\"alias\":\"" + alias
                        + "\",\"redirect\":308,\"expiresAt\":\"2040-01-31T14:00:00.1234+02:00\",\"maxVisits\":7"));

        var link = answer.json();
        assertThat(answer.header("Location")).startsWith("/v1/links/%C3%BCber-a-");
        assertThat(link.get("code").stringValue()).isEqualTo(alias);
        assertThat(link.get("shortUrl").stringValue()).startsWith("http://localhost:8081/%C3%BCber-a-");
        assertThat(link.get("redirect").intValue()).isEqualTo(308);
        assertThat(link.get("expiresAt").stringValue()).isEqualTo("2040-01-31T12:00:00.123Z");
        assertThat(link.get("maxVisits").longValue()).isEqualTo(7);
        assertThat(owner.get(answer.header("Location")).body()).isEqualTo(answer.body());
    }

    @Test
    void a_change_names_what_is_to_be_different_and_null_takes_a_limit_away() {
        var path = Shortener.PATH
                + "/"
                + shortener.link(",\"redirect\":307,\"expiresAt\":\"2040-01-31T12:00:00Z\",\"maxVisits\":7");

        var one =
                owner.patch(path, "{\"target\":\"https://example.com/other\"}").json();
        var two = owner.patch(path, "{\"expiresAt\":null,\"redirect\":301}").json();
        var three = owner.patch(path, "{\"maxVisits\":null}").json();

        assertThat(one.get("target").stringValue()).isEqualTo("https://example.com/other");
        assertThat(one.get("redirect").intValue()).isEqualTo(307);
        assertThat(one.get("expiresAt").stringValue()).isEqualTo("2040-01-31T12:00:00Z");
        assertThat(one.get("maxVisits").longValue()).isEqualTo(7);
        assertThat(two.has("expiresAt")).isFalse();
        assertThat(two.get("redirect").intValue()).isEqualTo(301);
        assertThat(two.get("maxVisits").longValue()).isEqualTo(7);
        assertThat(three.has("maxVisits")).isFalse();
        assertThat(three.get("version").longValue()).isEqualTo(4);
        assertThat(owner.get(path).json()).isEqualTo(three);
    }

    @Test
    void a_change_may_say_that_it_is_a_merge_patch() {
        var path = Shortener.PATH + "/" + shortener.link();

        var answer = owner.with("Content-Type", "application/merge-patch+json").patch(path, "{\"redirect\":301}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("redirect").intValue()).isEqualTo(301);
    }

    @Test
    void the_next_visitor_is_sent_where_the_change_says() {
        var code = shortener.link();
        shortener.visitor.get("/" + code);

        owner.patch(Shortener.PATH + "/" + code, "{\"target\":\"https://example.com/edited\"}");

        assertThat(shortener.visitor.get("/" + code).header("Location")).isEqualTo("https://example.com/edited");
    }

    @Test
    void a_change_that_means_another_version_is_412_and_changes_nothing() {
        var code = shortener.link(",\"maxVisits\":9");
        var path = Shortener.PATH + "/" + code;
        var seen = owner.get(path).header("ETag");
        shortener.visitor.get("/" + code);

        var first = owner.with("If-Match", seen).patch(path, "{\"redirect\":307}");
        var second = owner.with("If-Match", seen).patch(path, "{\"redirect\":301}");
        var whatever = owner.with("If-Match", "*").patch(path, "{\"redirect\":308}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).isEqualTo("\"2-1\"");
        assertThat(second.problem()).isEqualTo(new Answer.Problem(412, "/problems/precondition-failed", ""));
        assertThat(whatever.status()).isEqualTo(200);
        assertThat(owner.get(path).json().get("redirect").intValue()).isEqualTo(308);
    }

    @Test
    void a_visit_makes_an_answer_that_was_remembered_old() {
        var code = shortener.link(",\"maxVisits\":9");
        var path = Shortener.PATH + "/" + code;
        var seen = owner.get(path).header("ETag");

        assertThat(owner.with("If-None-Match", seen).get(path).status()).isEqualTo(304);
        shortener.visitor.get("/" + code);
        assertThat(owner.with("If-None-Match", seen).get(path).status()).isEqualTo(200);
    }

    @Test
    void a_link_that_has_expired_is_changed_only_together_with_its_end() {
        var code = shortener.link();
        var path = Shortener.PATH + "/" + code;
        var past = Instant.now().minusSeconds(3600);

        var change = owner.patch(path, "{\"expiresAt\":\"" + past + "\"}");

        assertThat(change.problem()).isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "expiresAt"));
        assertThat(owner.get(path).json().get("version").longValue()).isEqualTo(1);
    }

    @Test
    void fifty_repetitions_at_once_make_one_link_and_get_the_same_answer() throws Exception {
        var caller = owner.with("Idempotency-Key", UUID.randomUUID().toString());
        Callable<Answer> creation = () -> caller.post(Shortener.PATH, Shortener.body(",\"maxVisits\":3"));

        List<Answer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(
                    IntStream.range(0, 50).mapToObj(_ -> creation).toList())) {
                answers.add(call.get());
            }
        }

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(Answer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(answers)
                .extracting(answer -> answer.header("Location"))
                .containsOnly(answers.getFirst().header("Location"));
    }

    @Test
    void a_repetition_with_other_white_space_is_one_and_with_another_body_is_422() {
        var key = UUID.randomUUID().toString();
        var caller = owner.with("Idempotency-Key", key);
        var first = caller.post(Shortener.PATH, Shortener.body(",\"maxVisits\":3"));

        var same = caller.post(
                Shortener.PATH, "{ \"maxVisits\": 3,\n \"target\": \"" + Shortener.TARGET + "\", \"alias\": null }");
        var other = caller.post(Shortener.PATH, Shortener.body(",\"maxVisits\":4"));
        var somebodyElse = caller.as("demo-key-2").post(Shortener.PATH, Shortener.body(",\"maxVisits\":4"));

        assertThat(same.body()).isEqualTo(first.body());
        assertThat(other.problem()).isEqualTo(new Answer.Problem(422, "/problems/idempotency-key-reused", ""));
        assertThat(somebodyElse.status()).isEqualTo(201);
    }

    @Test
    void an_alias_belongs_to_who_claims_it_first_however_it_is_typed() {
        var unique = Shortener.newAlias();
        var first = owner.post(Shortener.PATH, Shortener.body(",\"alias\":\"cafe\u0301-" + unique + "\""));

        var second =
                owner.as("demo-key-2").post(Shortener.PATH, Shortener.body(",\"alias\":\"caf\u00e9-" + unique + "\""));

        assertThat(first.json().get("code").stringValue()).isEqualTo("caf\u00e9-" + unique);
        assertThat(second.problem()).isEqualTo(new Answer.Problem(409, "/problems/conflict", ""));
        assertThat(owner.get(Shortener.PATH + "/cafe%CC%81-" + unique).status()).isEqualTo(200);
    }

    @Test
    void somebody_elses_link_is_404_whatever_one_wants_of_it() {
        var code = shortener.link();
        var path = Shortener.PATH + "/" + code;

        for (var stranger : List.of(owner.as("demo-key-2"), owner.as("demo-admin-key"))) {
            assertThat(stranger.get(path).problem()).isEqualTo(NOT_FOUND);
            assertThat(stranger.get(path + "/stats").problem()).isEqualTo(NOT_FOUND);
            assertThat(stranger.patch(path, "{\"redirect\":301}").problem()).isEqualTo(NOT_FOUND);
            assertThat(stranger.delete(path).problem()).isEqualTo(NOT_FOUND);
            assertThat(stranger.get(Shortener.PATH + "?limit=100").body()).doesNotContain(code);
        }

        assertThat(owner.get(path).json().get("version").longValue()).isEqualTo(1);
        assertThat(shortener.visitor.get("/" + code).status()).isEqualTo(302);
    }

    @Test
    void pages_show_each_link_once_newest_first_whatever_is_created_meanwhile() {
        var pages = owner.as("pages-key");
        var made = new ArrayList<JsonNode>();
        for (int i = 0; i < 5; i++) {
            made.add(create(pages));
        }
        // those of one millisecond by code
        made.sort(Comparator.comparing(LinksIT::createdAt)
                .thenComparing(LinksIT::code)
                .reversed());

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = pages.get(Shortener.PATH + "?limit=2&cursor=" + cursor).json();
            page.get("items").forEach(item -> seen.add(code(item)));
            cursor = page.path("next").asString("");
            create(pages);
        } while (!cursor.isEmpty());

        assertThat(seen)
                .containsExactlyElementsOf(made.stream().map(LinksIT::code).toList());
        assertThat(pages.get(Shortener.PATH).json().get("items")).hasSize(8);
    }

    private static JsonNode create(ServiceClient client) {
        return client.post(Shortener.PATH, Shortener.body(",\"alias\":\"\u00e9-" + Shortener.newAlias() + "\""))
                .json();
    }

    private static String code(JsonNode link) {
        return link.get("code").stringValue();
    }

    private static Instant createdAt(JsonNode link) {
        return Instant.parse(link.get("createdAt").stringValue());
    }
}
