package katas.webhooks.http;

import static katas.webhooks.http.Post.LONG;
import static katas.webhooks.http.Post.carry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import katas.lab.testing.LoadDriver;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import katas.webhooks.http.Stranger.Manners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much of an answer is read and kept, however much there is. */
@Timeout(120)
class FloodsTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int KEPT = 16 * 1_024;
    /** What is read, and what lies in the buffers of two sockets, which the machine chooses. */
    private static final long SOON_FULL = 8 << 20;

    /** Answers that have no end, and what is made of them. */
    enum Flood {
        BODY("HTTP/1.1 200 OK\r\n\r\n", "a"),
        CHUNKS(CHUNKED, "5\r\naaaaa\r\n"),
        ONE_HUGE_CHUNK(CHUNKED + "7fffffff\r\n", "a"),
        HEADER_LINES("HTTP/1.1 200 OK\r\n", "X: a\r\n"),
        LONG_HEADER_LINES("HTTP/1.1 200 OK\r\n", "X: " + "a".repeat(4_000) + "\r\n"),
        ONE_HEADER_LINE("HTTP/1.1 200 OK\r\nX: ", "a"),
        STATUS_LINE("HTTP/1.1 200 ", "a"),
        EMPTY_LINES("", "\r\n"),
        INTERIM_ANSWERS("", "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"),
        CHUNK_EXTENSIONS(CHUNKED, "1;" + "e".repeat(4_000) + "\r\na\r\n"),
        TRAILERS(CHUNKED + "0\r\n", "X: a\r\n"),
        GARBAGE("", "\u0000\u00FF\u0001garbage");

        private final String beginning;
        private final String forever;

        Flood(String beginning, String forever) {
            this.beginning = beginning;
            this.forever = forever;
        }

        Manners manners() {
            return call -> {
                call.request();
                call.say(beginning);
                call.sayForever(forever);
            };
        }

        boolean isBody() {
            return switch (this) {
                case BODY, CHUNKS, ONE_HUGE_CHUNK, CHUNK_EXTENSIONS -> true;
                case HEADER_LINES, LONG_HEADER_LINES, ONE_HEADER_LINE, STATUS_LINE -> false;
                case EMPTY_LINES, INTERIM_ANSWERS, TRAILERS, GARBAGE -> false;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_what_has_no_end_a_little_is_read_and_the_rest_goes_with_the_connection(Flood flood) throws IOException {
        try (var stranger = new Stranger(flood.manners());
                var postman = Post.within(LONG)) {
            var answer = carry(postman, stranger.url("127.0.0.1"));

            if (flood.isBody()) {
                assertThat(answer).asInstanceOf(type(Answered.class)).satisfies(answered -> {
                    assertThat(answered.status()).isEqualTo(200);
                    assertThat(answered.cut()).isTrue();
                    assertThat(answered.excerpt().length()).isLessThanOrEqualTo(KEPT);
                });
            } else {
                assertThat(trouble(answer)).isEqualTo(Trouble.NOT_HTTP);
            }
            assertThat(stranger.writtenInTheEnd()).isLessThan(SOON_FULL);
        }
    }

    @Test
    void a_body_is_kept_up_to_sixteen_kibibytes_and_to_the_byte() throws IOException {
        assertThat(answerTo("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(KEPT, "a".repeat(KEPT))))
                .isEqualTo(new Answered(200, null, "a".repeat(KEPT), false));
        assertThat(answerTo(
                        "HTTP/1.1 500 Oh\r\nContent-Length: %d\r\n\r\n%s".formatted(KEPT + 1, "a".repeat(KEPT + 1))))
                .isEqualTo(new Answered(500, null, "a".repeat(KEPT), true));
    }

    @Test
    void what_is_kept_is_no_longer_when_it_is_stored() throws IOException {
        var binary = "\u00FF".repeat(KEPT);

        assertThat(answerTo("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(KEPT, binary)))
                .isEqualTo(new Answered(200, null, "\uFFFD".repeat(KEPT / 3), true));
    }

    @Test
    void a_compressed_bomb_is_not_inflated() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var inflated = new GZIPOutputStream(bomb)) {
            for (int mebibytes = 0; mebibytes < 32; mebibytes++) {
                inflated.write(new byte[1 << 20]);
            }
        }
        var head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n".formatted(bomb.size());

        try (var stranger = new Stranger(call -> {
                    assertThat(call.request()).doesNotContainIgnoringCase("accept-encoding");
                    call.say(head);
                    call.say(bomb.toByteArray());
                });
                var postman = Post.within(LONG)) {
            assertThat(carry(postman, stranger.url("127.0.0.1")))
                    .asInstanceOf(type(Answered.class))
                    // as it came: what begins a gzip file, made harmless
                    .satisfies(answered -> assertThat(answered.excerpt()).startsWith("\uFFFD\uFFFD\uFFFD"));
        }
    }

    @Test
    void a_hundred_floods_at_once_are_cut_each_for_itself() throws IOException {
        try (var stranger = new Stranger(Flood.BODY.manners());
                var postman = Post.within(LONG)) {
            var outcomes = LoadDriver.run(100, _ -> carry(postman, stranger.url("127.0.0.1")));

            assertThat(outcomes.failures()).isEmpty();
            assertThat(outcomes.count(new Answered(200, null, "a".repeat(KEPT), true)))
                    .isEqualTo(100);
            assertThat(stranger.writtenInTheEnd()).isLessThan(100 * SOON_FULL);
        }
    }

    @Test
    void what_is_cut_leaves_its_place_to_others() throws IOException {
        try (var stranger = new Stranger(Flood.BODY.manners());
                var postman = new HttpPostman(
                        new Bounds(LONG, LONG, 1),
                        new CheckedResolver(TimedNames::ofPlatform, Post.LOOPBACK_ALLOWED),
                        Post.systemTrust())) {
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(carry(postman, stranger.url("127.0.0.1"))).isInstanceOf(Answered.class);
            }
        }
    }

    private static Answer answerTo(String response) throws IOException {
        try (var stranger = Stranger.saying(response);
                var postman = Post.within(LONG)) {
            return carry(postman, stranger.url("127.0.0.1"));
        }
    }

    private static Trouble trouble(Answer answer) {
        return ((NotAnswered) answer).trouble();
    }
}
