import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Yours: add tests until no wrong machine gets past them. */
class MachineTest {

    private final Bench bench = new Bench();

    @Test
    void sells_a_tea() {
        bench.insert("ann", 50);
        bench.press("ann", "A1");
        bench.carryOut();
        bench.report();

        assertThat(bench.dropped()).isEqualTo(1);
        assertThat(bench.stock("A1")).isEqualTo(1);
    }
}
