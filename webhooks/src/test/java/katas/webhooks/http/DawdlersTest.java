package katas.webhooks.http;

import static katas.webhooks.http.Post.LONG;
import static katas.webhooks.http.Post.SHORT;
import static katas.webhooks.http.Post.carry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
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

/** How long an answer is waited for, however slowly it comes. */
@Timeout(120)
class DawdlersTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final long MOST_DRIPPED = 1 << 20;

    /** Ways to take one's time. */
    enum Dawdler {
        NEVER_ANSWERS,
        NEVER_READS,
        HALF_A_STATUS_LINE,
        DRIPS_ITS_HEADER,
        DRIPS_ITS_BODY,
        DRIPS_INTERIM_ANSWERS,
        HALF_A_BODY,
        HALF_A_CHUNK;

        Manners manners() {
            return switch (this) {
                case NEVER_READS -> call -> Thread.sleep(LONG);
                case NEVER_ANSWERS -> saying("");
                case HALF_A_STATUS_LINE -> saying("HTTP/1.1 2");
                case HALF_A_BODY -> saying("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                case HALF_A_CHUNK -> saying(CHUNKED + "10\r\nhalf");
                case DRIPS_ITS_HEADER -> dripping("HTTP/1.1 200 OK\r\nX: ", "a");
                case DRIPS_ITS_BODY -> dripping("HTTP/1.1 200 OK\r\n\r\n", "a");
                case DRIPS_INTERIM_ANSWERS -> dripping("", "HTTP/1.1 100 Continue\r\n\r\n");
            };
        }

        private static Manners saying(String beginning) {
            return call -> {
                call.request();
                call.say(beginning);
                call.hang();
            };
        }

        /** Something now and then, which would begin a time-out between bytes anew. */
        private static Manners dripping(String beginning, String drop) {
            return call -> {
                call.request();
                call.say(beginning);
                while (true) {
                    Thread.sleep(SHORT.dividedBy(10));
                    call.say(drop);
                }
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_attempt_ends_by_the_clock_and_its_connection_with_it(Dawdler dawdler) throws IOException {
        try (var stranger = new Stranger(dawdler.manners());
                var postman = Post.within(SHORT)) {
            assertThat(carry(postman, stranger.url("127.0.0.1")))
                    .isEqualTo(new NotAnswered(Trouble.TIME_OUT, "no complete answer within 300 ms"));
            if (dawdler != Dawdler.NEVER_READS) {
                // it notices that nobody is there any more
                assertThat(stranger.writtenInTheEnd()).isLessThan(MOST_DRIPPED);
            }
        }
    }

    @Test
    void a_hundred_that_misbehave_at_once_end_each_by_its_bound() throws IOException {
        var troubles = new ConcurrentHashMap<Trouble, Integer>();
        var strangers = Arrays.stream(Dawdler.values())
                .map(dawdler -> new Stranger(dawdler.manners()))
                .toList();

        try (var postman = Post.within(SHORT)) {
            var outcomes = LoadDriver.run(100, call -> {
                var stranger = strangers.get(call % strangers.size());
                return troubles.merge(trouble(carry(postman, stranger.url("127.0.0.1"))), 1, Integer::sum);
            });

            assertThat(outcomes.failures()).isEmpty();
            assertThat(troubles).isEqualTo(Map.of(Trouble.TIME_OUT, 100));
        } finally {
            for (var stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void what_hangs_leaves_room_for_what_does_not() throws IOException {
        try (var hanging = new Stranger(Dawdler.NEVER_ANSWERS.manners());
                var quick = Stranger.saying("HTTP/1.1 204 No Content\r\n\r\n");
                var postman = new HttpPostman(
                        new Bounds(SHORT, LONG, 2),
                        new CheckedResolver(TimedNames::ofPlatform, Post.LOOPBACK_ALLOWED),
                        Post.systemTrust())) {
            for (int attempt = 0; attempt < 6; attempt++) {
                assertThat(trouble(carry(postman, hanging.url("127.0.0.1")))).isEqualTo(Trouble.TIME_OUT);
            }
            await().atMost(LONG)
                    .until(() -> carry(postman, quick.url("127.0.0.1")).equals(new Answered(204, null, "", false)));
        }
    }

    @Test
    void what_hangs_takes_no_connection_from_its_neighbours_behind_the_same_host() throws IOException {
        var hanging = new CountDownLatch(50);
        try (var stranger = new Stranger(call -> {
                    if (call.request().startsWith("POST /hang ")) {
                        hanging.countDown();
                        call.hang();
                    }
                    call.say("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
                });
                var postman = Post.within(LONG)) {
            for (int call = 0; call < 50; call++) {
                Thread.startVirtualThread(
                        () -> carry(postman, stranger.url("127.0.0.1").resolve("/hang")));
            }
            await().atMost(LONG).until(() -> hanging.getCount() == 0);

            assertThat(carry(postman, stranger.url("127.0.0.1"))).isEqualTo(new Answered(204, null, "", false));
        }
    }

    private static Trouble trouble(Answer answer) {
        return ((NotAnswered) answer).trouble();
    }
}
