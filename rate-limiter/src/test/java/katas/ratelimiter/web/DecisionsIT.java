package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import katas.lab.testing.Seeds;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.Parametrizable;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a decision looks like, allowed and denied. */
@RunningService
class DecisionsIT {
    private final ServiceClient client;

    DecisionsIT(@LocalServerPort int port) {
        this.client = ServiceClient.admin(port);
    }

    /** A member of a header field: its name and what its parameters say; -1 if it has none of that name. */
    private record Member(String name, long q, long w, long r, long t) {
        static List<Member> parse(String field) {
            return Parser.parseList(field).get().stream().map(Member::of).toList();
        }

        private static Member of(Parametrizable<?> member) {
            assertThat(member).isInstanceOf(StringItem.class);
            return new Member(
                    ((StringItem) member).get(),
                    number(member, "q"),
                    number(member, "w"),
                    number(member, "r"),
                    number(member, "t"));
        }

        private static long number(Parametrizable<?> member, String name) {
            Item<?> item = member.getParams().get(name);
            return item == null ? -1 : (Long) item.get();
        }
    }

    @Test
    void an_allowed_call_is_told_what_remains_and_when_all_is_whole_again() {
        put("told", "{\"algorithm\":\"fixed-window\",\"limits\":[{\"permits\":10,\"window\":\"PT1H\"}]}");

        var answer = client.decide("told", "alice", 4);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().get("allowed").booleanValue()).isTrue();
        assertThat(answer.json().get("metered").booleanValue()).isTrue();
        assertThat(answer.json().get("remaining").intValue()).isEqualTo(6);
        assertThat(answer.json().get("resetAfterMs").longValue()).isBetween(1L, 3_600_000L);
        assertThat(answer.headers().map()).doesNotContainKey("retry-after");
    }

    @Test
    void a_call_that_says_no_permits_asks_for_one() {
        var answer = client.post("/v1/decisions", "{\"policy\":\"api\",\"key\":\"one\"}");

        assertThat(answer.json().get("remaining").intValue()).isEqualTo(99);
    }

    @Test
    void a_denied_call_is_told_which_limits_it_violates_and_when_to_come_back() {
        put(
                "two",
                "{\"algorithm\":\"sliding-window-log\",\"limits\":["
                        + "{\"permits\":2,\"window\":\"PT100S\"},{\"permits\":20,\"window\":\"PT1H\"}]}");
        client.decide("two", "alice", 2);

        var answer = client.decide("two", "alice", 1);

        assertThat(answer.problem())
                .isEqualTo(
                        new Answer.Problem(429, "https://iana.org/assignments/http-problem-types#quota-exceeded", ""));
        assertThat(answer.json().get("violated-policies").valueStream().map(name -> name.stringValue()))
                .containsExactly("two-100s");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(80, 100);
        assertThat(client.remaining("two", "alice")).isZero();
    }

    @Test
    void header_fields_mean_what_the_json_says() {
        put(
                "fields",
                "{\"algorithm\":\"sliding-window-log\",\"limits\":["
                        + "{\"permits\":3,\"window\":\"PT10S\"},{\"permits\":20,\"window\":\"PT1H\"}]}");

        var allowed = client.decide("fields", "alice", 2);
        var denied = client.decide("fields", "alice", 2);

        for (var answer : List.of(allowed, denied)) {
            assertThat(Member.parse(answer.header("RateLimit-Policy")))
                    .containsExactly(
                            new Member("fields-10s", 3, 10, -1, -1), new Member("fields-3600s", 20, 3_600, -1, -1));
            var current = Member.parse(answer.header("RateLimit"));
            assertThat(current).extracting(Member::name).containsExactly("fields-10s", "fields-3600s");
            assertThat(current).extracting(Member::r).containsExactly(1L, 18L);
            assertThat(current.getFirst().t()).isBetween(1L, 10L);
            assertThat(current.getLast().t()).isBetween(1L, 3_600L);
        }
        assertThat(allowed.json().get("remaining").intValue()).isEqualTo(1);
        assertThat(Integer.parseInt(denied.header("Retry-After"))).isEqualTo((int)
                Member.parse(denied.header("RateLimit")).getFirst().t());
    }

    @Test
    void header_fields_parse_for_any_policy_name_that_is_accepted() {
        var random = new Random(Seeds.next());
        var names = IntStream.range(0, 40)
                .mapToObj(_ -> randomName(random))
                .distinct()
                .toList();

        for (var name : names) {
            put(name, "{\"limits\":[{\"permits\":5,\"window\":\"PT1M\"}]}");
            var answer = client.decide(name, "alice", 1);

            assertThat(Member.parse(answer.header("RateLimit-Policy")))
                    .containsExactly(new Member(name, 5, 60, -1, -1));
            assertThat(Member.parse(answer.header("RateLimit")))
                    .extracting(Member::name)
                    .containsExactly(name);
        }
    }

    private void put(String name, String definition) {
        var answer = client.put("/v1/policies/" + name, definition);
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    }

    private static String randomName(Random random) {
        var alphabet = "abcXYZ0189._-";
        var name = new StringBuilder("n");
        int length = random.nextInt(64);
        for (int i = 0; i < length; i++) {
            name.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return name.toString();
    }
}
