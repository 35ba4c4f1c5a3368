package katas.vending.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever is wrong with a command: the answer says what, and the machine is as it was. */
@RunningService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadCommandIT {
    private static final int MAX_BYTES = 16 * 1024;

    private final int port;
    private Site site;
    private String commands;
    private Site.Evidence before;

    BadCommandIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void hold_a_credit() {
        site = Site.at(port);
        commands = site.path + "/commands";
        site.open(10);
        before = site.evidence();
    }

    @AfterEach
    void nothing_has_changed() {
        var expected = before;
        before = site.evidence();
        assertThat(before).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"tick"}                                                | id
            {"id":null,"type":"tick"}                                      | id
            {"id":"","type":"tick"}                                        | id
            {"id":"a b","type":"tick"}                                     | id
            {"id":"\\u00e4","type":"tick"}                                 | id
            {"id":"a\\nb","type":"tick"}                                   | id
            {"id":7,"type":"tick"}                                         | id
            {"id":"x"}                                                     | type
            {"id":"x","type":"explode"}                                    | type
            {"id":"x","type":"TICK"}                                       | type
            {"id":"x","type":""}                                           | type
            {"id":"x","type":3}                                            | type
            {"id":"x","type":["tick"]}                                     | type
            {"id":"x","type":"tick","version":0}                           | version
            {"id":"x","type":"tick","version":-1}                          | version
            {"id":"x","type":"tick","version":"1"}                         | version
            {"id":"x","type":"tick","version":99999999999999999999}        | version
            {"id":"x","type":"tick","slot":"A1"}                           | slot
            {"id":"x","type":"tick","session":"ses_x"}                     | session
            {"id":"x","type":"open-door","order":1}                        | order
            {"id":"x","type":"select","slot":"A1","units":1}               | units
            {"id":"x","type":"insert-coin"}                                | denomination
            {"id":"x","type":"insert-coin","denomination":null}            | denomination
            {"id":"x","type":"insert-coin","denomination":0}               | denomination
            {"id":"x","type":"insert-coin","denomination":-10}             | denomination
            {"id":"x","type":"insert-coin","denomination":20}              | denomination
            {"id":"x","type":"insert-coin","denomination":100001}          | denomination
            {"id":"x","type":"insert-coin","denomination":2147483648}      | denomination
            {"id":"x","type":"insert-coin","denomination":99999999999}     | denomination
            {"id":"x","type":"insert-coin","denomination":1e1}             | denomination
            {"id":"x","type":"insert-coin","denomination":10.0}            | denomination
            {"id":"x","type":"insert-coin","denomination":"10"}            | denomination
            {"id":"x","type":"insert-coin","denomination":true}            | denomination
            {"id":"x","type":"insert-coin","denomination":10,"session":""} | session
            {"id":"x","type":"insert-coin","denomination":10,"session":5}  | session
            {"id":"x","type":"select"}                                     | slot
            {"id":"x","type":"select","slot":""}                           | slot
            {"id":"x","type":"select","slot":"a1"}                         | slot
            {"id":"x","type":"select","slot":"A1A1A"}                      | slot
            {"id":"x","type":"select","slot":"../A1"}                      | slot
            {"id":"x","type":"select","slot":"Z9"}                         | slot
            {"id":"x","type":"select","slot":1}                            | slot
            {"id":"x","type":"cancel","session":"not one"}                 | session
            {"id":"x","type":"motor-done"}                                 | order
            {"id":"x","type":"drop-seen","order":0}                        | order
            {"id":"x","type":"drop-missed","order":-1}                     | order
            {"id":"x","type":"coins-paid-out","order":"1"}                 | order
            {"id":"x","type":"restock","slot":"A1"}                        | units
            {"id":"x","type":"restock","slot":"A1","units":-5}             | units
            {"id":"x","type":"restock","slot":"A1","units":1001}           | units
            {"id":"x","type":"restock","units":1}                          | slot
            {"id":"x","type":"refill-tube","denomination":10}              | coins
            {"id":"x","type":"refill-tube","denomination":10,"coins":0}    | coins
            {"id":"x","type":"refill-tube","denomination":10,"coins":1001} | coins
            {"id":"x","type":"refill-tube","coins":1}                      | denomination
            {"id":"x","type":"fault"}                                      | fault
            {"id":"x","type":"fault","fault":"hunger"}                     | fault
            {"id":"x","type":"clear","fault":""}                           | fault
            {"id":"x","type":"tick","when":"now"}                          | when
            {"id":"x","type":"tick","Type":"cancel"}                       | Type
            {"id":"x","type":"tick","id":"y"}                              | body
            {"id":"x","type":"tick"                                        | body
            {"id":"x","type":"tick"}{}                                     | body
            [{"id":"x","type":"tick"}]                                     | body
            "tick"                                                         | body
            null                                                           | body
            """)
    void a_malformed_command_is_400_and_names_the_field(String body, String field) {
        assertThat(site.operator.post(commands, fresh(body)).problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", field));
    }

    @Test
    void an_id_of_65_characters_is_refused_and_not_quoted() {
        var answer = site.operator.post(commands, Site.command("i".repeat(65), "tick"));

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "id"));
        assertThat(answer.body()).hasSizeLessThan(400);
    }

    @Test
    void an_empty_body_is_400() {
        assertThat(site.operator.post(commands, "").problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "body"));
    }

    @Test
    void nesting_without_end_is_400() {
        assertThat(site.operator.post(commands, "[".repeat(MAX_BYTES)).problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "body"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"x\"", "not JSON at all", "{\"id\":\"x\",\"type\":\"cancel\"}"})
    void a_body_over_16_kb_is_413_however_it_begins_and_whether_or_not_it_says_how_long_it_is(String beginning) {
        var body = beginning + " ".repeat(MAX_BYTES + 1 - beginning.length());
        var tooLarge = new Answer.Problem(413, "/problems/payload-too-large", "");

        assertThat(site.operator.post(commands, body).problem()).isEqualTo(tooLarge);
        assertThat(site.operator.postChunked(commands, body).problem()).isEqualTo(tooLarge);
    }

    @Test
    void a_body_of_exactly_16_kb_is_read_whether_or_not_it_says_how_long_it_is() {
        var command = "{\"id\":\"x\",\"type\":\"explode\"}";
        var body = " ".repeat(MAX_BYTES - command.length()) + command;

        assertThat(site.operator.post(commands, body).problem().field()).isEqualTo("type");
        assertThat(site.operator.postChunked(commands, body).problem().field()).isEqualTo("type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "rubbish"})
    void another_content_type_than_json_is_415(String type) {
        var answer = site.operator.with("Content-Type", type).post(commands, Site.command("x", "cancel"));

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(415, "/problems/unsupported-media-type", ""));
    }

    @Test
    void whoever_would_not_read_json_is_told_before_anything_is_done() {
        var answer = site.operator.with("Accept", "text/html").post(commands, Site.command("x", "cancel"));

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(406, "/problems/not-acceptable", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "NOBODY", "a%20b", "..%2F..", "%7B07%7D", "."})
    void a_machine_that_is_not_there_is_a_problem_for_every_verb(String id) {
        var path = "/v1/machines/" + id;

        assertThat(site.operator.get(path).problem().status()).isIn(400, 404);
        assertThat(site.operator.get(path + "/journal").problem().status()).isIn(400, 404);
        assertThat(site.operator.get(path + "/books").problem().status()).isIn(400, 404);
        assertThat(site.operator.get(path + "/events").problem().status()).isIn(400, 404);
        assertThat(site.operator
                        .post(path + "/commands", Site.command("x", "tick"))
                        .problem()
                        .status())
                .isIn(400, 404);
    }

    @Test
    void an_unknown_machine_is_404() {
        var nobody = "/v1/machines/" + UUID.randomUUID();
        var notFound = new Answer.Problem(404, "/problems/not-found", "");

        assertThat(site.buyer.get(nobody).problem()).isEqualTo(notFound);
        assertThat(site.operator
                        .post(nobody + "/commands", Site.command("x", "tick"))
                        .problem())
                .isEqualTo(notFound);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id":"x","type":"close-door"}                        | wrong-state
            {"id":"x","type":"open-door"}                         | wrong-state
            {"id":"x","type":"motor-done","order":1}              | wrong-state
            {"id":"x","type":"drop-seen","order":1}               | wrong-state
            {"id":"x","type":"drop-missed","order":1}             | wrong-state
            {"id":"x","type":"coins-paid-out","order":1}          | wrong-state
            {"id":"x","type":"restock","slot":"A1","units":1}     | wrong-state
            {"id":"x","type":"refill-tube","denomination":10,"coins":1} | wrong-state
            {"id":"x","type":"select","slot":"A1"}                | too-little-credit
            {"id":"x","type":"cancel","version":1}                | stale-version
            """)
    void a_command_in_the_wrong_state_is_409_and_told_what_the_state_takes(String body, String reason) {
        var answer = site.operator.post(commands, fresh(body));

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(409, "/problems/conflict", ""));
        assertThat(answer.json().get("reason").stringValue()).isEqualTo(reason);
        assertThat(answer.json().get("state").stringValue()).isEqualTo("credit");
        assertThat(answer.json().get("allowed"))
                .hasToString("[\"insert-coin\",\"select\",\"cancel\",\"tick\",\"fault\",\"clear\"]");
        assertThat(answer.json().get("version").intValue()).isEqualTo(2);
        assertThat(answer.json().get("events")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"x\",\"type\":\"select\",\"slot\":\"A1\"}",
                "{\"id\":\"x\",\"type\":\"select\",\"slot\":\"A1\",\"session\":\"ses_AAAAAAAAAAAAAAAAAAAAAA\"}",
                "{\"id\":\"x\",\"type\":\"cancel\"}",
                "{\"id\":\"x\",\"type\":\"cancel\",\"session\":\"ses_AAAAAAAAAAAAAAAAAAAAAA\"}"
            })
    void nobody_spends_the_credit_of_another_session(String body) {
        var answer = site.buyer.post(commands, fresh(body));

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(403, "/problems/forbidden", ""));
        assertThat(answer.json().get("reason").stringValue()).isEqualTo("not-your-credit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ses_",
                "ses_a",
                "ses_AAAAAAAAAAAAAAAAAAAAA",
                "ses_AAAAAAAAAAAAAAAAAAAAAAA",
                "ses_AAAAAAAAAAAAAAAAAAAAA=",
                "SES_AAAAAAAAAAAAAAAAAAAAAA"
            })
    void nobody_opens_a_session_with_a_token_that_is_easier_to_guess_than_ours(String session) {
        var idle = Site.at(port);

        var answer = idle.give(idle.buyer, "insert-coin", "denomination", 10, "session", session);

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "session"));
        assertThat(answer.json().get("detail").stringValue())
                .isEqualTo("session must be as it was given out: ses_ and 22 letters, digits, - or _");
    }

    @Test
    void not_even_the_operator_spends_with_a_session_that_is_not_the_holders() {
        assertThat(site.give(site.operator, "cancel", "session", "ses_AAAAAAAAAAAAAAAAAAAAAA")
                        .problem())
                .isEqualTo(new Answer.Problem(403, "/problems/forbidden", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"x\",\"type\":\"motor-done\",\"order\":1}",
                "{\"id\":\"x\",\"type\":\"drop-seen\",\"order\":1}",
                "{\"id\":\"x\",\"type\":\"drop-missed\",\"order\":1}",
                "{\"id\":\"x\",\"type\":\"coins-paid-out\",\"order\":1}",
                "{\"id\":\"x\",\"type\":\"tick\"}",
                "{\"id\":\"x\",\"type\":\"restock\",\"slot\":\"A1\",\"units\":1}",
                "{\"id\":\"x\",\"type\":\"refill-tube\",\"denomination\":10,\"coins\":1}",
                "{\"id\":\"x\",\"type\":\"open-door\"}",
                "{\"id\":\"x\",\"type\":\"close-door\"}",
                "{\"id\":\"x\",\"type\":\"fault\",\"fault\":\"tilt\"}",
                "{\"id\":\"x\",\"type\":\"clear\",\"fault\":\"tilt\"}"
            })
    void what_device_and_operator_do_needs_an_admin_key(String body) {
        assertThat(site.buyer.post(commands, fresh(body)).problem())
                .isEqualTo(new Answer.Problem(403, "/problems/forbidden", ""));
        assertThat(site.buyer.as("wrong").post(commands, fresh(body)).problem())
                .isEqualTo(new Answer.Problem(401, "/problems/unauthorized", ""));
    }

    // the machine is the same for all, and would remember what it answered to this id
    private static String fresh(String body) {
        return body.replace("\"id\":\"x\"", "\"id\":\"" + UUID.randomUUID() + "\"");
    }
}
