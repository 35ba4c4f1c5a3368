package katas.webhooks.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static katas.webhooks.http.Post.LONG;
import static katas.webhooks.http.Post.carry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.SignedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent and what comes back: no more and no less. */
class HttpPostmanTest {
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
            assertThat(postman.carry(new SignedRequest(stranger.url("127.0.0.1"), Map.of(), body)))
                    .isEqualTo(new Answered(204, null, "", false));
        }
    }
}
