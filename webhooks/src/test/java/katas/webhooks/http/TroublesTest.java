package katas.webhooks.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static katas.webhooks.http.Post.LONG;
import static katas.webhooks.http.Post.carry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import katas.webhooks.delivery.Parcel;
import katas.webhooks.egress.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong is called by its name. */
class TroublesTest {
    private static final NotAnswered RESET =
            new NotAnswered(Trouble.RESET, "the connection broke before the answer was complete");

    @Test
    void a_name_without_an_address_is_no_address() {
        try (var names = new TimedNames(new ScriptedNames(), LONG, 1)) {
            assertThat(carryTo(names, "http://nobody.example/"))
                    .isEqualTo(new NotAnswered(Trouble.NO_ADDRESS, "nobody.example has no address now"));
        }
    }

    @Test
    void a_lookup_that_takes_too_long_is_no_address_and_one_name_is_looked_up_once_at_a_time() {
        var never = new CompletableFuture<List<InetAddress>>();
        Names stuck = _ -> never.join();
        try (var names = new TimedNames(stuck, Duration.ofMillis(50), 2)) {
            for (int attempt = 0; attempt < 5; attempt++) {
                assertThat(carryTo(names, "http://stuck.example/"))
                        .isEqualTo(new NotAnswered(
                                Trouble.NO_ADDRESS, "stuck.example could not be looked up within 50 ms"));
            }
            // the second place is still free, and there is no third
            assertThat(carryTo(names, "http://another.example/"))
                    .isEqualTo(
                            new NotAnswered(Trouble.NO_ADDRESS, "another.example could not be looked up within 50 ms"));
            assertThat(carryTo(names, "http://third.example/"))
                    .isEqualTo(new NotAnswered(Trouble.NO_ADDRESS, "third.example has no address now"));
        }
    }

    @Test
    void a_name_is_looked_up_anew_each_time() throws UnknownHostException {
        var lookups = new ScriptedNames().then("127.0.0.1").then("127.0.0.2");

        try (var names = new TimedNames(lookups, LONG, 2)) {
            assertThat(names.resolve("moving.example")).isEqualTo(List.of(InetAddress.ofLiteral("127.0.0.1")));
            assertThat(names.resolve("moving.example")).isEqualTo(List.of(InetAddress.ofLiteral("127.0.0.2")));
        }
    }

    @Test
    void where_nobody_listens_nobody_takes_the_connection() throws IOException {
        int free;
        try (var closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            free = closed.getLocalPort();
        }

        assertThat(carryTo("http://127.0.0.1:" + free + "/"))
                .isEqualTo(new NotAnswered(Trouble.NOT_CONNECTED, "nobody takes connections there"));
    }

    @Test
    void a_connection_that_is_reset_or_closed_early_broke() throws IOException {
        assertThat(answerOf(call -> call.socket().setSoLinger(true, 0))).isEqualTo(RESET);
        assertThat(answerOf(call -> {
                    call.request();
                    call.socket().setSoLinger(true, 0);
                }))
                .isEqualTo(RESET);
        assertThat(answerOf(Stranger.Call::request)).isEqualTo(RESET);
        assertThat(answerTo("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"))
                .isEqualTo(RESET);
        assertThat(answerTo("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf"))
                .isEqualTo(RESET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+OK ready\r\n",
                "-ERR wrong number of arguments\r\n-ERR unknown command\r\n",
                "220 mail.example ESMTP\r\n",
                "SSH-2.0-OpenSSH_9.9\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
            })
    void what_is_no_http_is_called_so(String answer) throws IOException {
        assertThat(answerTo(answer))
                .isEqualTo(new NotAnswered(Trouble.NOT_HTTP, "the answer is no HTTP, or its header is too long"));
    }

    @ParameterizedTest
    @CsvSource({"200", "204", "400", "401", "407", "410", "429", "500", "503", "599"})
    void whatever_the_status_it_is_an_answer_and_nothing_is_tried_again(int status) throws IOException {
        var answer =
                "HTTP/1.1 %d Oh\r\nContent-Length: 0\r\nWWW-Authenticate: Basic realm=\"x\"\r\nRetry-After: 7\r\n\r\n"
                        .formatted(status);
        try (var stranger = Stranger.saying(answer);
                var postman = Post.within(LONG)) {
            assertThat(carry(postman, stranger.url("127.0.0.1"))).isEqualTo(new Answered(status, "7", "", false));
            assertThat(stranger.connections()).isEqualTo(1);
        }
    }

    @Test
    void what_an_endpoint_sets_does_not_come_back() throws IOException {
        try (var stranger = new Stranger(call -> {
                    assertThat(call.request()).doesNotContainIgnoringCase("\r\nCookie:", "\r\nAuthorization:");
                    call.say(
                            "HTTP/1.1 401 No\r\nSet-Cookie: a=b\r\nWWW-Authenticate: Basic realm=\"x\"\r\nConnection: close\r\n\r\n");
                });
                var postman = Post.within(LONG)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThat(carry(postman, stranger.url("127.0.0.1"))).isEqualTo(new Answered(401, null, "", false));
            }
        }
    }

    @Test
    void when_to_come_again_is_taken_over_only_if_it_can_be_a_date() throws IOException {
        assertThat(answerTo(retryAfter("Wed, 21 Oct 2026 07:28:00 GMT")))
                .isEqualTo(new Answered(503, "Wed, 21 Oct 2026 07:28:00 GMT", "", false));
        assertThat(answerTo(retryAfter("1".repeat(65)))).isEqualTo(new Answered(503, null, "", false));
        assertThat(answerTo(retryAfter("\u001B[2J"))).isEqualTo(new Answered(503, null, "", false));
    }

    private static String retryAfter(String value) {
        return "HTTP/1.1 503 No\r\nContent-Length: 0\r\nRetry-After: " + value + "\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/hooks",
                "//double//slash",
                "/a;b=c/../d",
                "/%7Euser/%2F?x=%20&&y",
                "?only=query",
                "/a?",
                "/(.)$!*',+@:"
            })
    void a_url_is_called_as_it_is_written(String path) throws IOException {
        var wanted = path.startsWith("/") ? path : "/" + path;
        try (var stranger = new Stranger(call -> {
                    var line = call.request().lines().findFirst().orElseThrow();
                    call.say("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(line.length(), line));
                });
                var postman = Post.within(LONG)) {
            assertThat(carry(postman, URI.create("http://127.0.0.1:" + stranger.port() + path)))
                    .isEqualTo(new Answered(200, null, "POST " + wanted + " HTTP/1.1", false));
        }
    }

    @Test
    void an_attempt_whose_sender_stops_says_so() throws Exception {
        try (var stranger = new Stranger(Stranger.Call::hang);
                var postman = Post.within(LONG)) {
            Thread.currentThread().interrupt();

            assertThat(carry(postman, stranger.url("127.0.0.1")))
                    .isEqualTo(new NotAnswered(Trouble.RESET, "the sender stopped before there was an answer"));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_body_of_the_longest_kind_goes_out_to_the_byte() throws IOException {
        var body = new byte[256 * 1_024];
        for (int index = 0; index < body.length; index++) {
            body[index] = (byte) index;
        }
        var expected = new String(body, ISO_8859_1);
        try (var stranger = new Stranger(call -> {
                    var request = call.request();
                    assertThat(request.substring(request.indexOf("\r\n\r\n") + 4))
                            .isEqualTo(expected);
                    call.say("HTTP/1.1 204 No Content\r\n\r\n");
                });
                var postman = Post.within(LONG)) {
            assertThat(postman.carry(new Parcel(stranger.url("127.0.0.1"), Map.of(), body)))
                    .isEqualTo(new Answered(204, null, "", false));
        }
    }

    private static Answer carryTo(String url) {
        try (var postman = Post.within(LONG)) {
            return carry(postman, URI.create(url));
        }
    }

    private static Answer carryTo(Names names, String url) {
        try (var postman = Post.resolving(new CheckedResolver(names, Post.LOOPBACK_ALLOWED))) {
            return carry(postman, URI.create(url));
        }
    }

    private static Answer answerTo(String response) throws IOException {
        return answerOf(call -> {
            call.request();
            call.say(response);
        });
    }

    private static Answer answerOf(Stranger.Manners manners) throws IOException {
        try (var stranger = new Stranger(manners);
                var postman = Post.within(LONG)) {
            return carry(postman, stranger.url("127.0.0.1"));
        }
    }
}
