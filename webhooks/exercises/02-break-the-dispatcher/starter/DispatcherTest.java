import static katas.webhooks.CrashPoint.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Yours: add tests until no wrong dispatcher gets past them. */
class DispatcherTest {

    private final Bench bench = new Bench();
    private final Dispatcher dispatcher = bench.start();

    @Test
    void delivers_what_it_has_accepted() {
        bench.endpoint("shop");
        var id = dispatcher.accept("{\"order\":7}").orElseThrow();

        bench.run(Duration.ofSeconds(1));

        var request = bench.received("shop").getFirst();
        assertThat(request.id()).isEqualTo(id);
        assertThat(request.body()).isEqualTo("{\"order\":7}");
        assertThat(bench.believes(request)).isTrue();
    }
}
