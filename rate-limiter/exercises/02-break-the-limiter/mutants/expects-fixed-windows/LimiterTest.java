import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Wrong: believes that windows begin at whole multiples of their length. */
class LimiterTest {

    private final Bench bench = new Bench();
    private final Limiter limiter = bench.limiter(3, Duration.ofSeconds(10));

    @Test
    void is_full_again_when_the_next_window_begins() {
        limiter.tryAcquire("alice", 3);

        // the clock shows 09:41:07.250
        bench.advance(Duration.ofMillis(2_750));

        assertThat(limiter.tryAcquire("alice", 3).allowed()).isTrue();
    }
}
