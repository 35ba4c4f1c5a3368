package katas.webhooks.http;

import static katas.webhooks.http.Post.LONG;
import static katas.webhooks.http.Post.carry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong is called by its name. */
class TroublesTest {
    private static final NotAnswered RESET =
            new NotAnswered(Trouble.RESET, "the connection broke before the answer was complete");

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
    void what_we_have_too_little_of_is_not_the_endpoints_fault() {
        var troubles = new Troubles(new Bounds(LONG, LONG, 1));
        var ours = new NotAnswered(Trouble.SENDER_FAULT, "something is wrong with the sender");

        assertThat(troubles.of(new ConnectionRequestTimeoutException("no place in the pool")))
                .isEqualTo(ours);
        assertThat(troubles.of(new SocketException("Too many open files"))).isEqualTo(ours);
        assertThat(troubles.of(new SocketException("Connection reset"))).isEqualTo(RESET);
    }

    private static Answer carryTo(String url) {
        try (var postman = Post.within(LONG)) {
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
