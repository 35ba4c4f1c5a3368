package katas.webhooks.http;

import static katas.webhooks.http.Post.LOOPBACK_ALLOWED;
import static katas.webhooks.http.Post.NOTHING_ALLOWED;
import static katas.webhooks.http.Post.carry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import katas.lab.testing.TradeOffs;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import katas.webhooks.egress.Cidr;
import katas.webhooks.egress.EgressPolicy;
import katas.webhooks.egress.TargetCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where connections go, and where they do not. */
class EgressTest {
    private static final String OK = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final String LET_THROUGH =
            "connections to a loopback address, by a name that led elsewhere when it was saved";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Stranger stranger = new Stranger(call -> {
        while (true) {
            requests.add(call.request());
            call.say(OK);
        }
    });
    private final ScriptedNames names = new ScriptedNames();

    @AfterEach
    void close() throws IOException {
        stranger.close();
    }

    @Test
    void a_name_is_resolved_once_and_the_connection_goes_to_what_was_checked() throws IOException {
        names.then("127.0.0.1").then("10.0.0.1");

        try (var postman = Post.resolving(new CheckedResolver(names, LOOPBACK_ALLOWED))) {
            assertThat(carry(postman, stranger.url("hooks.example"))).isEqualTo(new Answered(204, null, "", false));
        }

        assertThat(names.lookups()).isEqualTo(1);
        assertThat(stranger.connections()).isEqualTo(1);
        assertThat(requests.getFirst())
                .startsWith("POST /hooks HTTP/1.1\r\n")
                .containsIgnoringCase("\r\nHost: hooks.example:%d\r\n".formatted(stranger.port()))
                .endsWith("\r\n\r\n{\"order\":7}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"})
    void a_denied_socket_gets_no_connection_and_the_answer_says_why(String host) throws IOException {
        try (var postman = Post.resolving(new CheckedResolver(TimedNames::ofPlatform, NOTHING_ALLOWED))) {
            assertThat(carry(postman, stranger.url(host)))
                    .asInstanceOf(type(NotAnswered.class))
                    .satisfies(answer -> {
                        assertThat(answer.trouble()).isEqualTo(Trouble.DENIED);
                        assertThat(answer.detail()).contains("no public address: loopback");
                    });
        }

        assertThat(stranger.connections()).isZero();
    }

    @Test
    void an_address_of_the_new_family_is_denied_like_one_of_the_old() {
        try (var postman = Post.resolving(new CheckedResolver(TimedNames::ofPlatform, NOTHING_ALLOWED))) {
            assertThat(carry(postman, stranger.url("[::1]")))
                    .isEqualTo(denied("[::1] is no public address: loopback, ::1/128"));
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 10.0.0.1", "10.0.0.1, 127.0.0.1"})
    void of_mixed_answers_one_that_is_denied_is_enough(String first, String second) throws IOException {
        names.then(first, second);

        try (var postman = Post.resolving(new CheckedResolver(names, LOOPBACK_ALLOWED))) {
            assertThat(carry(postman, stranger.url("mixed.example")))
                    .isEqualTo(denied("mixed.example leads to no public address: private use"));
        }

        assertThat(stranger.connections()).isZero();
    }

    @Test
    void a_name_that_leads_inside_after_it_was_saved_is_denied_at_the_connection() throws IOException {
        names.then("93.184.216.34").then("127.0.0.1");
        var url = new TargetCheck(names, NOTHING_ALLOWED)
                .check(stranger.url("rebinding.example").toString());

        try (var postman = Post.resolving(new CheckedResolver(names, NOTHING_ALLOWED))) {
            assertThat(carry(postman, url.uri()))
                    .isEqualTo(denied("rebinding.example leads to no public address: loopback"));
        }

        TradeOffs.record(LET_THROUGH, "isolated", stranger.connections());
        assertThat(stranger.connections()).isZero();
    }

    @Test
    void checked_at_save_alone_a_name_that_leads_inside_later_is_let_through() throws IOException {
        names.then("93.184.216.34").then("127.0.0.1");
        var url = new TargetCheck(names, NOTHING_ALLOWED)
                .check(stranger.url("rebinding.example").toString());

        try (var postman = Post.resolving(new TrustingResolver(names))) {
            assertThat(carry(postman, url.uri())).isEqualTo(new Answered(204, null, "", false));
        }

        TradeOffs.record(LET_THROUGH, "check-at-save", stranger.connections());
        assertThat(stranger.connections()).isEqualTo(1);
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void a_redirect_is_not_followed(int status) throws IOException {
        var elsewhere = "HTTP/1.1 %d Elsewhere\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                .formatted(status, stranger.url("127.0.0.1"));

        try (var redirecting = Stranger.saying(elsewhere);
                var postman = Post.resolving(new CheckedResolver(TimedNames::ofPlatform, LOOPBACK_ALLOWED))) {
            assertThat(carry(postman, redirecting.url("127.0.0.1"))).isEqualTo(new Answered(status, null, "", false));
            assertThat(redirecting.connections()).isEqualTo(1);
        }

        assertThat(stranger.connections()).isZero();
    }

    @Test
    void what_the_operator_allows_is_reached_and_nothing_beside_it() throws IOException {
        var narrow = new EgressPolicy(List.of(Cidr.parse("127.0.0.1/32")));
        names.then("127.0.0.1").then("127.0.0.2");

        try (var postman = Post.resolving(new CheckedResolver(names, narrow))) {
            assertThat(carry(postman, stranger.url("one.example"))).isInstanceOf(Answered.class);
            assertThat(carry(postman, stranger.url("two.example")))
                    .asInstanceOf(type(NotAnswered.class))
                    .extracting(NotAnswered::trouble)
                    .isEqualTo(Trouble.DENIED);
        }

        assertThat(stranger.connections()).isEqualTo(1);
    }

    @Test
    void a_connection_that_is_used_again_leads_where_it_was_checked_whatever_the_name_says_now() throws IOException {
        names.then("127.0.0.1").then("10.0.0.1");

        try (var postman = Post.resolving(new CheckedResolver(names, LOOPBACK_ALLOWED))) {
            carry(postman, stranger.url("moving.example"));
            assertThat(carry(postman, stranger.url("moving.example"))).isEqualTo(new Answered(204, null, "", false));
        }

        assertThat(stranger.connections()).isEqualTo(1);
        assertThat(requests).hasSize(2);
        assertThat(names.lookups()).isEqualTo(1);
    }

    @Test
    void a_new_connection_to_the_same_name_is_checked_anew() throws IOException {
        var closing = Stranger.saying("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        names.then("127.0.0.1").then("127.0.0.1", "10.0.0.1");

        try (closing;
                var postman = Post.resolving(new CheckedResolver(names, LOOPBACK_ALLOWED))) {
            assertThat(carry(postman, closing.url("moving.example"))).isInstanceOf(Answered.class);
            assertThat(carry(postman, closing.url("moving.example")))
                    .isEqualTo(denied("moving.example leads to no public address: private use"));
            assertThat(closing.connections()).isEqualTo(1);
        }
    }

    @Test
    void what_is_denied_takes_no_connection_from_others() {
        names.then("10.0.0.1").then("10.0.0.1").then("10.0.0.1").then("127.0.0.1");

        try (var postman = new HttpPostman(
                new Bounds(Post.LONG, Post.LONG, 1),
                new CheckedResolver(names, LOOPBACK_ALLOWED),
                Post.systemTrust())) {
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(carry(postman, stranger.url("inside.example"))).isInstanceOf(NotAnswered.class);
            }
            assertThat(carry(postman, stranger.url("inside.example"))).isInstanceOf(Answered.class);
        }
    }

    private static Answer denied(String detail) {
        return new NotAnswered(Trouble.DENIED, detail);
    }
}
