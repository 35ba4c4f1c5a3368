import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Yours: add tests until no wrong limiter gets past them. */
class LimiterTest {

    private final Bench bench = new Bench();
    private final Limiter limiter = bench.limiter(3, Duration.ofSeconds(10));

    @Test
    void allows_up_to_the_limit() {
        for (int call = 1; call <= 3; call++) {
            assertThat(limiter.tryAcquire("alice", 1).allowed()).isTrue();
        }
    }
}
