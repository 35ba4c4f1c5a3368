package katas.webhooks.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.MutableClock;
import katas.webhooks.receiver.PlayedReceiver.Call;
import katas.webhooks.receiver.Received.Finding;
import katas.webhooks.signature.SignedContent;
import katas.webhooks.signature.Signer;
import katas.webhooks.signature.SigningKeyPair;
import katas.webhooks.signature.SigningSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReceiverServerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String BODY = "{\"order\":7}";

    private final MutableClock clock = MutableClock.at(NOON);
    private final PlayedReceiver played = PlayedReceiver.start(clock);
    private final SigningSecret secret = SigningSecret.draw(new SecureRandom());
    private final SigningSecret next = SigningSecret.draw(new SecureRandom());

    @BeforeEach
    void listen() {
        played.behave("shop", secret.reveal(), Mode.OK);
    }

    @AfterEach
    void close() {
        played.close();
    }

    private HttpResponse<String> deliver(String id, Instant sentAt, String body, Signer... signers) {
        var content = SignedContent.of(id, sentAt, body.getBytes(UTF_8));
        var signatures = new StringBuilder();
        for (var signer : signers) {
            signatures.append(signatures.isEmpty() ? "" : " ").append(signer.sign(content));
        }
        return post("shop", id, Long.toString(sentAt.getEpochSecond()), signatures.toString(), body);
    }

    private HttpResponse<String> post(String receiver, String id, String timestamp, String signatures, String body) {
        return played.send(HttpRequest.newBuilder(played.url(receiver))
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", signatures)
                .POST(BodyPublishers.ofString(body)));
    }

    private Received received(String id, Finding finding) {
        return new Received(clock.instant(), id, finding, BODY.length(), BODY);
    }

    @Test
    void what_is_genuine_is_taken_and_answered_at_once() {
        assertThat(deliver("msg_1", NOON, BODY, secret).statusCode()).isEqualTo(204);

        assertThat(played.calls()).containsExactly(new Call("shop", received("msg_1", Finding.ACCEPTED)));
    }

    @Test
    void a_message_that_comes_fifty_times_is_taken_once_and_answered_each_time() {
        var answers =
                LoadDriver.run(50, _ -> deliver("msg_1", NOON, BODY, secret).statusCode());

        assertThat(answers.count(204)).isEqualTo(50);
        assertThat(played.calls()).hasSize(50);
        assertThat(played.calls().stream()
                        .filter(call -> call.received().finding() == Finding.ACCEPTED)
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"-301,TOO_OLD", "-300,ACCEPTED", "300,ACCEPTED", "301,TOO_NEW"})
    void a_time_more_than_five_minutes_away_is_refused(long seconds, Finding finding) {
        var answer = deliver("msg_1", NOON.plusSeconds(seconds), BODY, secret);

        assertThat(answer.statusCode()).isEqualTo(finding == Finding.ACCEPTED ? 204 : 401);
        assertThat(played.calls()).containsExactly(new Call("shop", received("msg_1", finding)));
    }

    @Test
    void a_recorded_call_is_refused_when_it_is_played_again_later() {
        deliver("msg_1", NOON, BODY, secret);
        clock.advance(Duration.ofSeconds(301));

        assertThat(deliver("msg_1", NOON, BODY, secret).statusCode()).isEqualTo(401);
    }

    @Test
    void while_the_secret_is_changed_either_of_two_signatures_is_enough() {
        assertThat(deliver("msg_1", NOON, BODY, next, secret).statusCode()).isEqualTo(204);
        played.behave("shop", next.reveal(), Mode.OK);
        assertThat(deliver("msg_2", NOON, BODY, next, secret).statusCode()).isEqualTo(204);
        assertThat(deliver("msg_3", NOON, BODY, secret).statusCode()).isEqualTo(401);
    }

    @Test
    void with_a_public_key_it_believes_who_has_the_private_one() {
        var pair = SigningKeyPair.draw();
        played.behave("shop", pair.publicKey().text(), Mode.OK);

        assertThat(deliver("msg_1", NOON, BODY, secret, pair).statusCode()).isEqualTo(204);
        assertThat(deliver("msg_2", NOON, BODY, secret).statusCode()).isEqualTo(401);
        assertThat(deliver("msg_3", NOON, BODY, SigningKeyPair.draw()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_changed_body_is_not_believed_and_the_answer_does_not_say_why() {
        var signature = secret.sign(SignedContent.of("msg_1", NOON, BODY.getBytes(UTF_8)));
        var answer = post("shop", "msg_1", Long.toString(NOON.getEpochSecond()), signature, "{\"order\":8}");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"not believed\"}");
        assertThat(played.calls().getFirst().received().finding()).isEqualTo(Finding.NOT_SIGNED);
    }

    @Test
    void without_a_key_it_believes_nobody() {
        played.send("PUT", "keyless", "{}");
        var signature = secret.sign(SignedContent.of("msg_1", NOON, BODY.getBytes(UTF_8)));

        assertThat(post("keyless", "msg_1", Long.toString(NOON.getEpochSecond()), signature, BODY)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void an_unsigned_call_is_not_believed() {
        var answer = played.send(HttpRequest.newBuilder(played.url("shop")).POST(BodyPublishers.ofString(BODY)));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(played.calls().getFirst().received().finding()).isEqualTo(Finding.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"ERROR,500,,", "GONE,410,,", "TOO_MANY,429,Retry-After,10", "REDIRECT,302,Location,/elsewhere"})
    void it_refuses_as_it_is_told_to_and_takes_nothing(Mode mode, int status, String field, String value) {
        played.behave("shop", secret.reveal(), mode);

        var answer = deliver("msg_1", NOON, BODY, secret);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (field != null) {
            assertThat(answer.headers().firstValue(field)).contains(value);
        }
        played.behave("shop", secret.reveal(), Mode.OK);
        deliver("msg_1", NOON, BODY, secret);
        assertThat(played.calls())
                .containsExactly(
                        new Call("shop", received("msg_1", Finding.NOT_TAKEN)),
                        new Call("shop", received("msg_1", Finding.ACCEPTED)));
    }

    @Test
    void when_the_answer_gets_lost_the_message_is_taken_nevertheless() {
        played.behave("shop", secret.reveal(), Mode.RESET);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> deliver("msg_1", NOON, BODY, secret));

        played.behave("shop", secret.reveal(), Mode.OK);
        assertThat(deliver("msg_1", NOON, BODY, secret).statusCode()).isEqualTo(204);

        assertThat(played.calls())
                .extracting(call -> call.received().finding())
                .containsExactly(Finding.ACCEPTED, Finding.REPEATED);
    }

    @Test
    void it_shows_what_it_got_and_no_secret() {
        deliver("msg_1", NOON, BODY, secret);
        deliver("msg_1", NOON, BODY, secret);
        deliver("msg_2", NOON, BODY, next);

        assertThat(played.send("GET", "shop", "").body()).isEqualTo("""
                {"mode":"ok","counts":{"accepted":1,"repeated":1,"not-signed":1},"last":[\
                {"at":"2026-11-22T12:00:00Z","id":"msg_1","finding":"accepted","bytes":11,"beginning":"{\\"order\\":7}"},\
                {"at":"2026-11-22T12:00:00Z","id":"msg_1","finding":"repeated","bytes":11,"beginning":"{\\"order\\":7}"},\
                {"at":"2026-11-22T12:00:00Z","id":"msg_2","finding":"not-signed","bytes":11,"beginning":"{\\"order\\":7}"}]}""");
    }

    @Test
    void it_shows_the_last_hundred_and_counts_all() {
        for (int number = 0; number < 101; number++) {
            deliver("msg_" + number, NOON, BODY, secret);
        }

        var shown = played.send("GET", "shop", "").body();
        assertThat(shown).contains("\"accepted\":101", "\"id\":\"msg_1\"", "\"id\":\"msg_100\"");
        assertThat(shown).doesNotContain("\"id\":\"msg_0\"");
    }

    @ParameterizedTest
    @EnumSource
    void every_mode_is_told_by_its_name_and_the_secret_stays_until_there_is_another(Mode mode) {
        var body = played.send("PUT", "shop", "{\"mode\":\"%s\"}".formatted(PlayedReceiver.text(mode)))
                .body();
        assertThat(body).contains("\"mode\":\"%s\"".formatted(PlayedReceiver.text(mode)));

        played.send("PUT", "shop", "{\"mode\":\"ok\"}");
        assertThat(deliver("msg_1", NOON, BODY, secret).statusCode()).isEqualTo(204);
    }

    @Test
    void the_mode_stays_until_there_is_another() {
        played.send("PUT", "shop", "{\"mode\":\"gone\"}");

        played.send("PUT", "shop", "{\"secret\":\"%s\"}".formatted(next.reveal()));

        assertThat(deliver("msg_1", NOON, BODY, next).statusCode()).isEqualTo(410);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"mode":"unknown"}  | mode: must be one of ok, slow, hang, error, reset, huge, drip, redirect, gone, too-many
            {"mode":"TOO_MANY"} | mode: must be one of ok, slow, hang, error, reset, huge, drip, redirect, gone, too-many
            {"mod":"hang"}      | mod is not known
            {"secret":"secret"} | secret: must begin with whsec_
            """)
    void a_slip_of_the_pen_is_refused_with_what_would_be_right(String body, String reason) {
        var refused = played.send("PUT", "shop", body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("{\"error\":\"%s\"}".formatted(reason));
    }

    @Test
    void what_is_deleted_is_gone_with_all_it_remembered() {
        deliver("msg_1", NOON, BODY, secret);

        assertThat(played.send("DELETE", "shop", "").statusCode()).isEqualTo(204);
        assertThat(played.send("GET", "shop", "").statusCode()).isEqualTo(404);
        assertThat(deliver("msg_1", NOON, BODY, secret).statusCode()).isEqualTo(404);
    }

    @Test
    void there_are_a_thousand_receivers_at_most() {
        // one is there
        for (int number = 1; number < 1_000; number++) {
            assertThat(played.send("PUT", "r" + number, "{}").statusCode()).isEqualTo(200);
        }

        assertThat(played.send("PUT", "one-too-many", "{}").statusCode()).isEqualTo(409);
        assertThat(played.send("PUT", "shop", "{}").statusCode()).isEqualTo(200);
        played.send("DELETE", "r1", "");
        assertThat(played.send("PUT", "one-too-many", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void a_body_that_is_too_long_is_refused_unread() {
        assertThat(deliver("msg_1", NOON, "x".repeat(262_144), secret).statusCode())
                .isEqualTo(204);
        assertThat(deliver("msg_2", NOON, "x".repeat(262_145), secret).statusCode())
                .isEqualTo(413);
        assertThat(played.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT    | /v1/receivers/shop        | {"mode":"unknown"}   | 400
            PUT    | /v1/receivers/shop        | {"mode":"ok"         | 400
            PUT    | /v1/receivers/shop        | {"secret":"whsec_"}  | 400
            PUT    | /v1/receivers/shop        | {"secret":"secret"}  | 400
            PUT    | /v1/receivers/a%20b       | {}                   | 404
            POST   | /v1/receivers/shop        | {}                   | 405
            GET    | /v1/receivers/nobody      | ''                   | 404
            GET    | /hooks/shop               | ''                   | 405
            POST   | /hooks/nobody             | {}                   | 404
            POST   | /hooks/                   | {}                   | 404
            GET    | /v1/nothing               | ''                   | 404
            """)
    void what_makes_no_sense_is_refused(String method, String path, String body, int status) {
        var url = URI.create(played.url("shop").resolve("/") + path.substring(1));

        assertThat(played.send(HttpRequest.newBuilder(url).method(method, BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(status);
        assertThat(played.calls()).isEmpty();
    }
}
