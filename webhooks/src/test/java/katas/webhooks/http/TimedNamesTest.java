package katas.webhooks.http;

import static katas.webhooks.http.Post.LONG;
import static katas.webhooks.http.Post.carry;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import katas.webhooks.egress.Resolver;
import org.junit.jupiter.api.Test;

/** How names are looked up for attempts, and what becomes of those that cannot be. */
class TimedNamesTest {
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
        Resolver stuck = _ -> never.join();
        try (var names = new TimedNames(stuck, Duration.ofMillis(50), 2)) {
            for (int attempt = 0; attempt < 5; attempt++) {
                assertThat(carryTo(names, "http://stuck.example/"))
                        .isEqualTo(new NotAnswered(
                                Trouble.NO_ADDRESS, "stuck.example could not be looked up within 50 ms"));
            }
            // the second place is still free
            assertThat(carryTo(names, "http://another.example/"))
                    .isEqualTo(
                            new NotAnswered(Trouble.NO_ADDRESS, "another.example could not be looked up within 50 ms"));
        }
    }

    @Test
    void a_name_that_nobody_has_time_to_look_up_is_our_fault_and_not_the_endpoints() {
        var never = new CompletableFuture<List<InetAddress>>();
        Resolver stuck = _ -> never.join();
        try (var names = new TimedNames(stuck, Duration.ofMillis(50), 1)) {
            assertThat(carryTo(names, "http://stuck.example/")).isInstanceOf(NotAnswered.class);

            assertThat(carryTo(names, "http://another.example/"))
                    .isEqualTo(new NotAnswered(Trouble.SENDER_FAULT, "something is wrong with the sender"));
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

    private static Answer carryTo(Resolver names, String url) {
        try (var postman = Post.resolving(new CheckedResolver(names, Post.LOOPBACK_ALLOWED))) {
            return carry(postman, URI.create(url));
        }
    }
}
