package katas.webhooks.redis;

import static katas.webhooks.redis.VirtualDispatch.TENANT;
import static katas.webhooks.redis.VirtualDispatch.retry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.delivery.Answer.Answered;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class ExcerptsIT {
    private static final String EXCERPT = "x".repeat(16_384);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final RedisHandle redis;

    ExcerptsIT(RedisHandle redis) {
        this.redis = redis;
    }

    @Test
    void of_what_an_endpoint_answers_a_mebibyte_a_day_is_kept_and_of_every_attempt_that_it_was() {
        try (var dispatch = new VirtualDispatch(redis)) {
            var talking = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep_talking"));
            attempt(dispatch, 70);

            assertThat(dispatch.attempts(talking)).hasSize(70);
            assertThat(withExcerpt(dispatch, talking)).isBetween(60L, 64L);

            // another one has its own
            var other = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep_other"));
            attempt(dispatch, 1);
            assertThat(withExcerpt(dispatch, other)).isEqualTo(1);

            dispatch.pass(Duration.ofDays(1));
            long before = withExcerpt(dispatch, talking);
            attempt(dispatch, 1);
            assertThat(withExcerpt(dispatch, talking)).isEqualTo(before + 1);
        }
    }

    private static void attempt(VirtualDispatch dispatch, int times) {
        for (int time = 0; time < times; time++) {
            dispatch.takeAll()
                    .forEach(lease -> dispatch.answer(lease, new Answered(500, null, EXCERPT, false), retry(SECOND)));
            dispatch.pass(SECOND);
        }
    }

    private static long withExcerpt(VirtualDispatch dispatch, String message) {
        return dispatch.attempts(message).stream()
                .filter(attempt -> attempt.contains(EXCERPT))
                .count();
    }
}
