import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Wrong: takes an order for an outcome. */
class MachineTest {

    private final Bench bench = new Bench();

    @Test
    void pays_the_change() {
        bench.insert("ann", 100);
        bench.press("ann", "B2");
        bench.carryOut();
        bench.report();

        assertThat(bench.tray()).isEqualTo(30);
    }
}
