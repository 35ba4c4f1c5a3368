package katas.shopping.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.MutableClock;
import katas.shopping.messages.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderServerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Money PRICE = new Money(1999, "EUR");
    private static final String TAKEN = "{\"amount\":1999,\"currency\":\"EUR\"}";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final MutableClock clock = MutableClock.at(NOON);
    private final MemoryLedger ledger = new MemoryLedger();
    private final List<Capture> heard = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private ProviderServer server = serving(Duration.ZERO);
    private Duration patience = LONG;

    private ProviderServer serving(Duration slowness) {
        var captures = new CaptureEndpoint(ledger, new Cashier(ledger, clock), heard::add, slowness);
        return new ProviderServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), captures, ledger);
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        http.shutdownNow();
    }

    private record Answer(int status, String body) {}

    private Answer send(String method, String path, String body) throws IOException, InterruptedException {
        return send(request(method, path, body));
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(patience)
                .method(method, BodyPublishers.ofString(body))
                .build();
    }

    private Answer capture(String id, String token) throws IOException, InterruptedException {
        return send(captureOf(id, token));
    }

    private HttpRequest captureOf(String id, String token) {
        return request("PUT", "/v1/captures/" + id, """
                {"amount":1999,"currency":"EUR","token":"%s"}""".formatted(token));
    }

    private Answer cancel(String id) throws IOException, InterruptedException {
        return send("POST", "/v1/captures/" + id + "/void", "");
    }

    private void misbehave(String mode) throws IOException, InterruptedException {
        assertThat(send("PUT", "/v1/faults", "{\"mode\":\"" + mode + "\"}").status())
                .isEqualTo(200);
    }

    private static Answer told(String id, String state, String taken) {
        return new Answer(200, "{\"id\":\"" + id + "\",\"state\":\"" + state + "\",\"taken\":" + taken + "}");
    }

    @Test
    void money_is_taken_once_however_often_and_at_once_it_is_asked_for() {
        var answers = LoadDriver.run(50, 50, _ -> capture("ord_1", "ok"));

        assertThat(answers.failures()).isEmpty();
        assertThat(answers.results()).hasSize(50).containsOnly(told("ord_1", "captured", TAKEN));
        assertThat(Statement.of(ledger.all()).entries())
                .containsExactly(new Statement.Entry(NOON, Statement.Type.CAPTURE, "ord_1", PRICE));
    }

    @Test
    void a_card_without_money_is_declined_for_good() throws Exception {
        assertThat(capture("ord_1", "declined")).isEqualTo(told("ord_1", "declined", "null"));
        assertThat(capture("ord_1", "ok")).isEqualTo(told("ord_1", "declined", "null"));
        assertThat(Statement.of(ledger.all()).entries()).isEmpty();
    }

    @Test
    void what_was_taken_is_given_back_once() throws Exception {
        capture("ord_1", "ok");
        clock.advance(Duration.ofSeconds(1));

        assertThat(cancel("ord_1")).isEqualTo(told("ord_1", "voided", TAKEN));
        clock.advance(Duration.ofSeconds(1));
        assertThat(cancel("ord_1")).isEqualTo(told("ord_1", "voided", TAKEN));

        assertThat(Statement.of(ledger.all()).entries())
                .containsExactly(
                        new Statement.Entry(NOON, Statement.Type.CAPTURE, "ord_1", PRICE),
                        new Statement.Entry(NOON.plusSeconds(1), Statement.Type.REFUND, "ord_1", PRICE));
    }

    @Test
    void nothing_is_taken_after_a_void_that_came_first() throws Exception {
        assertThat(cancel("ord_1")).isEqualTo(told("ord_1", "voided", "null"));
        assertThat(capture("ord_1", "ok")).isEqualTo(told("ord_1", "voided", "null"));
        assertThat(Statement.of(ledger.all()).entries()).isEmpty();
    }

    @Test
    void of_a_capture_and_a_void_at_once_nothing_is_left_taken() throws Exception {
        for (int round = 0; round < 20; round++) {
            var id = "ord_" + round;
            assertThat(LoadDriver.run(2, 2, number -> number == 0 ? capture(id, "ok") : cancel(id))
                            .failures())
                    .isEmpty();
        }

        assertThat(ledger.all()).hasSize(20).extracting(Capture::state).containsOnly(Capture.State.VOIDED);
    }

    @Test
    void the_ledger_tells_what_moved_in_order_and_how_much_it_was() throws Exception {
        capture("ord_2", "ok");
        clock.advance(Duration.ofSeconds(1));
        capture("ord_1", "ok");
        clock.advance(Duration.ofSeconds(1));
        cancel("ord_2");

        assertThat(send("GET", "/v1/ledger", "").body()).isEqualTo("""
                {"captured":{"EUR":3998},"refunded":{"EUR":1999},"entries":[\
                {"at":"2026-11-22T12:00:00Z","type":"capture","id":"ord_2","money":%1$s},\
                {"at":"2026-11-22T12:00:01Z","type":"capture","id":"ord_1","money":%1$s},\
                {"at":"2026-11-22T12:00:02Z","type":"refund","id":"ord_2","money":%1$s}]}""".formatted(TAKEN));
    }

    @Test
    void who_listens_hears_of_each_decision_once_and_before_the_answer() throws Exception {
        capture("ord_1", "ok");
        assertThat(heard).extracting(Capture::state).containsExactly(Capture.State.CAPTURED);

        capture("ord_1", "ok");
        cancel("ord_1");
        assertThat(heard).extracting(Capture::state).containsExactly(Capture.State.CAPTURED, Capture.State.VOIDED);
    }

    @Test
    void a_slow_capture_is_made_at_once_and_told_of_late_but_at_once_when_asked_again() throws Exception {
        server.stop();
        server = serving(LONG);
        server.start();

        var late = http.sendAsync(captureOf("ord_1", "slow"), BodyHandlers.discarding());
        await().atMost(LONG).until(() -> ledger.find("ord_1").isPresent());

        assertThat(capture("ord_1", "slow")).isEqualTo(told("ord_1", "captured", TAKEN));
        assertThat(late).isNotDone();
    }

    @Test
    void what_hangs_takes_nothing() throws Exception {
        patience = SHORT;
        assertThatThrownBy(() -> capture("ord_1", "hang")).isInstanceOf(HttpTimeoutException.class);
        misbehave("hang");
        assertThatThrownBy(() -> capture("ord_2", "ok")).isInstanceOf(HttpTimeoutException.class);
        assertThatThrownBy(() -> cancel("ord_3")).isInstanceOf(HttpTimeoutException.class);

        assertThat(ledger.all()).isEmpty();
    }

    @Test
    void what_goes_wrong_takes_nothing() throws Exception {
        misbehave("error");

        assertThat(capture("ord_1", "ok").status()).isEqualTo(500);
        assertThat(ledger.all()).isEmpty();

        misbehave("none");
        assertThat(capture("ord_1", "ok").status()).isEqualTo(200);
    }

    @Test
    void when_the_answer_gets_lost_the_money_is_taken_nevertheless() throws Exception {
        misbehave("lost-answer");

        assertThatThrownBy(() -> capture("ord_1", "ok")).isInstanceOf(IOException.class);
        assertThat(ledger.find("ord_1").orElseThrow().taken()).isEqualTo(PRICE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT    | /v1/captures/ord_1      | {}                                           | 400
            PUT    | /v1/captures/ord_1      | {"amount":-1,"currency":"EUR","token":"ok"}  | 400
            PUT    | /v1/captures/ord_1      | {"amount":1,"currency":"EUR"                 | 400
            PUT    | /v1/captures/ord_1      | {"amount":1,"currency":"EUR"}                | 400
            PUT    | /v1/captures/a%20b      | {"amount":1,"currency":"EUR","token":"ok"}   | 404
            DELETE | /v1/captures/ord_1      | ''                                           | 405
            GET    | /v1/captures/ord_1      | ''                                           | 404
            PUT    | /v1/faults              | {"mode":"unknown"}                           | 400
            GET    | /v1/nothing             | ''                                           | 404
            """)
    void what_makes_no_sense_is_refused(String method, String path, String body, int status) throws Exception {
        assertThat(send(method, path, body).status()).isEqualTo(status);
        assertThat(ledger.all()).isEmpty();
    }
}
