package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What cannot be meant: the answer names the field and the reason, and nothing is different afterwards. */
@RunningService
class BadInputIT {
    private final Shortener shortener;
    private final ServiceClient owner;

    BadInputIT(@LocalServerPort int port) {
        this.shortener = Shortener.at(port);
        this.owner = shortener.owner.as("demo-key-2");
    }

    private static Answer.Problem invalid(String field) {
        return new Answer.Problem(400, "/problems/invalid-request", field);
    }

    private static String reason(Answer answer) {
        return answer.json().at("/errors/0/reason").stringValue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                        | target     | is missing
            {"target":null}                                           | target     | is missing
            {"target":""}                                             | target     | must not be empty
            {"target":5}                                              | target     | must be a string
            {"target":"ftp://example.com"}                            | target     | must begin with http:// or https://
            {"target":"javascript:alert(1)"}                          | target     | must begin with http:// or https://
            {"target":"//example.com"}                                | target     | must begin with http:// or https://
            {"target":"https://e.com/\\r\\nSet-Cookie: a"}            | target     | must not contain line breaks, control characters or spaces
            {"target":"https://e.com/a b"}                            | target     | must not contain line breaks, control characters or spaces
            {"target":"https://me:secret@e.com/"}                     | target     | must not contain a user name or password
            {"target":"http://localhost:8081/abc"}                    | target     | must not lead back to this service, which would be a loop
            {"target":"HTTP://LOCALHOST.:8081/abc"}                   | target     | must not lead back to this service, which would be a loop
            {"target":"https://exa mple.com"}                         | target     | must not contain line breaks, control characters or spaces
            {T,"alias":""}                                            | alias      | must have 3 to 50 characters, had 0
            {T,"alias":"a/b"}                                         | alias      | must consist of letters, digits, hyphens and underscores
            {T,"alias":"a.b"}                                         | alias      | must consist of letters, digits, hyphens and underscores
            {T,"alias":"abcdefg"}                                     | alias      | must not be seven letters and digits, which is the form of generated codes
            {T,"alias":"actuator"}                                    | alias      | is a path of this service
            {T,"alias":7}                                             | alias      | must be a string
            {T,"redirect":303}                                        | redirect   | must be 301, 302, 307 or 308, was 303
            {T,"redirect":"301"}                                      | redirect   | must be a whole number of at most 2147483647
            {T,"expiresAt":"tomorrow"}                                | expiresAt  | must be a time from 1970 to 9999, such as 2030-01-31T12:00:00Z
            {T,"expiresAt":"+10000-01-01T00:00:00Z"}                  | expiresAt  | must be a time from 1970 to 9999, such as 2030-01-31T12:00:00Z
            {T,"expiresAt":1900000000}                                | expiresAt  | must be a string
            {T,"expiresAt":"2020-01-01T00:00:00Z"}                    | expiresAt  | must lie ahead
            {T,"maxVisits":0}                                         | maxVisits  | must be from 1 to 1000000000, was 0
            {T,"maxVisits":-1}                                        | maxVisits  | must be from 1 to 1000000000, was -1
            {T,"maxVisits":1.5}                                       | maxVisits  | must be a whole number
            {T,"maxVisits":99999999999999999999}                      | maxVisits  | must be a whole number
            {T,"owner":"me"}                                          | owner      | is not known
            {T,"target":"https://e.com"}                              | body       | is not well-formed JSON, or names a field twice: line 1
            [{T}]                                                     | body       | must be one JSON object
            {T                                                        | body       |
            null                                                      | body       |
            """)
    void a_link_that_cannot_be_meant_is_400_and_says_why(String body, String field, String reason) {
        var before = owner.get(Shortener.PATH).body();

        var answer = owner.post(
                Shortener.PATH,
                body.replace("T,", "\"target\":\"https://e.com\",").replace("{T", "{\"target\":\"https://e.com\""));

        assertThat(answer.problem()).isEqualTo(invalid(field));
        if (reason != null) {
            assertThat(reason(answer)).startsWith(reason);
        }
        assertThat(owner.get(Shortener.PATH).body()).isEqualTo(before);
    }

    @Test
    void a_target_of_more_than_2048_characters_is_400() {
        var longest = "https://e.com/" + "x".repeat(2034);

        assertThat(owner.post(Shortener.PATH, "{\"target\":\"" + longest + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(owner.post(Shortener.PATH, "{\"target\":\"" + longest + "x\"}")
                        .problem())
                .isEqualTo(invalid("target"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"target":null}                      | target
            {"redirect":null}                    | redirect
            {"target":"ftp://e.com"}             | target
            {"target":"http://localhost:8081/x"} | target
            {"redirect":300}                     | redirect
            {"expiresAt":""}                     | expiresAt
            {"expiresAt":"2020-01-01T00:00:00Z"} | expiresAt
            {"maxVisits":0}                      | maxVisits
            {"maxVisits":"5"}                    | maxVisits
            {"maxVisits":1.5}                    | maxVisits
            {"maxVisits":99999999999999999999}   | maxVisits
            {"alias":"another"}                  | alias
            {"version":7}                        | version
            {"redirect":301,"redirect":302}      | body
            []                                   | body
            null                                 | body
            "x"                                  | body
            """)
    void a_change_that_cannot_be_meant_is_400_and_changes_nothing(String body, String field) {
        var path = Shortener.PATH + "/" + shortener.link();

        var answer = shortener.owner.patch(path, body);

        assertThat(answer.problem()).isEqualTo(invalid(field));
        assertThat(shortener.owner.get(path).json().get("version").longValue()).isEqualTo(1);
    }

    @Test
    void a_change_of_a_link_that_has_expired_says_so() {
        var path = Shortener.PATH + "/" + shortener.link();
        await().until(() -> shortener.owner.patch(path, Shortener.endsSoon()).status() == 200);

        await().until(() -> shortener.owner.patch(path, "{\"redirect\":301}").status() == 409);

        assertThat(shortener.owner.patch(path, "{\"redirect\":301}").problem())
                .isEqualTo(new Answer.Problem(409, "/problems/conflict", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\u00e9", "1", "W/\"1-0\"", "\"1-0\", \"2-0\""})
    void an_if_match_that_names_no_answer_of_ours_is_400(String header) {
        var path = Shortener.PATH + "/" + shortener.link();

        assertThat(shortener
                        .owner
                        .with("If-Match", header)
                        .patch(path, "{\"redirect\":301}")
                        .problem())
                .isEqualTo(invalid("If-Match"));
    }

    @Test
    void an_idempotency_key_is_1_to_255_visible_characters() {
        var body = Shortener.body("");

        assertThat(owner.with("Idempotency-Key", "").post(Shortener.PATH, body).problem())
                .isEqualTo(invalid("Idempotency-Key"));
        assertThat(owner.with("Idempotency-Key", "a b")
                        .post(Shortener.PATH, body)
                        .problem())
                .isEqualTo(invalid("Idempotency-Key"));
        assertThat(owner.with("Idempotency-Key", "x".repeat(256))
                        .post(Shortener.PATH, body)
                        .problem())
                .isEqualTo(invalid("Idempotency-Key"));
        assertThat(owner.with("Idempotency-Key", "x".repeat(255))
                        .post(Shortener.PATH, body)
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=0, limit",
        "?limit=101, limit",
        "?limit=x, limit",
        "?cursor=x, cursor",
        "?cursor=%25%25, cursor",
        "?cursor=Z2FyYmFnZQ, cursor",
        "/LINK/stats?interval=week, interval",
        "/LINK/stats?from=yesterday, from",
        "/LINK/stats?to=2020-01-01, to",
        "/LINK/stats?from=2020-01-02T00:00:00Z&to=2020-01-01T00:00:00Z, from",
        "/LINK/stats?from=2020-01-01T00:00:00Z&to=2021-02-05T00:00:00Z, from",
        "/LINK/stats?interval=hour&from=2020-01-01T00:00:00Z&to=2020-02-01T01:00:00Z, from"
    })
    void a_question_that_cannot_be_meant_is_400_and_names_the_parameter(String question, String field) {
        var code = question.contains("LINK") ? shortener.link() : "";

        assertThat(shortener
                        .owner
                        .get(Shortener.PATH + question.replace("LINK", code))
                        .problem())
                .isEqualTo(invalid(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "a%0Ab", "xx", "a.b", "%F0%9F%8E%89", "{07}"})
    void a_code_that_no_link_can_have_is_404(String code) {
        var path = Shortener.PATH + "/" + code.replace("{", "%7B").replace("}", "%7D");

        assertThat(owner.get(path).status()).isIn(400, 404);
        assertThat(owner.patch(path, "{}").status()).isIn(400, 404);
        assertThat(owner.delete(path).status()).isIn(400, 404);
    }

    @Test
    void a_body_that_is_too_long_is_413_whether_or_not_it_says_so() {
        var body = Shortener.body(",\"alias\":\"" + "x".repeat(17_000) + "\"");

        assertThat(owner.post(Shortener.PATH, body).problem().type()).isEqualTo("/problems/payload-too-large");
        assertThat(owner.postChunked(Shortener.PATH, body).problem().type()).isEqualTo("/problems/payload-too-large");
    }

    @Test
    void a_body_that_is_not_declared_to_be_json_is_415() {
        var caller = owner.with("Content-Type", "text/plain");

        assertThat(caller.post(Shortener.PATH, Shortener.body("")).problem().status())
                .isEqualTo(415);
        assertThat(caller.patch(Shortener.PATH + "/" + shortener.link(), "{}")
                        .problem()
                        .status())
                .isEqualTo(415);
    }
}
