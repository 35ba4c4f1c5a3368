package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import katas.lab.testing.Seeds;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Limit;
import katas.ratelimiter.OnOutage;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitFieldsTest {
    private static final Limit SHORT = new Limit(5, Duration.ofSeconds(10));
    private static final Limit LONG = new Limit(20, Duration.ofHours(1));
    private static final String NAME_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

    @Test
    void names_each_quota_and_its_window() {
        assertThat(RateLimitFields.policyField(policy("api", LONG))).isEqualTo("\"api\";q=20;w=3600");
    }

    @Test
    void tells_several_limits_apart_by_their_windows() {
        assertThat(RateLimitFields.policyField(policy("login", SHORT, LONG)))
                .isEqualTo("\"login-10s\";q=5;w=10, \"login-3600s\";q=20;w=3600");
    }

    @Test
    void says_what_remains_and_when_there_is_more() {
        var quotas = List.of(quota(SHORT, 3, Duration.ofMillis(1_001)), quota(LONG, 20, Duration.ZERO));

        assertThat(RateLimitFields.currentField(policy("login", SHORT, LONG), quotas))
                .isEqualTo("\"login-10s\";r=3;t=2, \"login-3600s\";r=20");
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0", "PT0.000001S,1", "PT0.999999S,1", "PT1S,1", "PT1.000001S,2", "PT2678400S,2678400"})
    void waits_are_rounded_up_to_whole_seconds(Duration wait, long seconds) {
        assertThat(RateLimitFields.wholeSeconds(wait)).isEqualTo(seconds);
    }

    @Test
    void any_name_that_a_policy_can_have_parses_as_the_same_string() {
        var random = new Random(Seeds.next());
        for (int i = 0; i < 5_000; i++) {
            var name = randomName(random);

            var members = Parser.parseList(RateLimitFields.policyField(policy(name, SHORT)))
                    .get();

            assertThat(members).singleElement().isInstanceOf(StringItem.class);
            assertThat(members.getFirst().get()).isEqualTo(name);
            assertThat(members.getFirst().getParams().serialize()).isEqualTo(";q=5;w=10");
        }
    }

    private static String randomName(Random random) {
        var name = new StringBuilder();
        name.append(NAME_CHARACTERS.charAt(random.nextInt(NAME_CHARACTERS.length() - "._-".length())));
        int more = random.nextInt(64);
        for (int i = 0; i < more; i++) {
            name.append(NAME_CHARACTERS.charAt(random.nextInt(NAME_CHARACTERS.length())));
        }
        return name.toString();
    }

    private static Policy policy(String name, Limit... limits) {
        return new Policy(name, Algorithm.TOKEN_BUCKET, List.of(limits), OnOutage.OPEN);
    }

    private static Quota quota(Limit limit, int remaining, Duration more) {
        return new Quota(limit, remaining, Duration.ZERO, more, more);
    }
}
