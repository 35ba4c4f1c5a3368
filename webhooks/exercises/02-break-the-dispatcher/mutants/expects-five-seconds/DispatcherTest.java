import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Wrong: believes that a retry comes on the second. */
class DispatcherTest {

    private final Bench bench = new Bench();
    private final Dispatcher dispatcher = bench.start();

    @Test
    void tries_again_after_five_seconds() {
        bench.endpoint("shop");
        bench.replies("shop", Reply.status(500));
        var first = bench.now();
        dispatcher.accept("{\"order\":7}");

        bench.run(Duration.ofMinutes(1));

        assertThat(bench.received("shop").getLast().at()).isEqualTo(first.plusSeconds(5));
    }
}
