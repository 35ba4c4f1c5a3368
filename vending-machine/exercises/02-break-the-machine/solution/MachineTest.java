import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MachineTest {

    private final Bench bench = new Bench();

    @Test
    void keeps_the_money_while_the_motor_turns() {
        buyTea();
        bench.carryOut();

        assertThat(bench.cancel("ann")).isFalse();
        bench.carryOut();
        assertThat(bench.tray()).isZero();
    }

    @Test
    void drops_one_unit_for_two_presses() {
        buyTea();
        bench.carryOut();
        bench.press("ann", "A1");
        bench.carryOut();

        assertThat(bench.dropped()).isEqualTo(1);
    }

    @Test
    void returns_or_credits_every_coin() {
        buyTea();
        boolean whileDispensing = bench.insert("ann", 10);

        assertThat(whileDispensing).isFalse();
        assertThat(bench.tray()).isEqualTo(10);
    }

    @Test
    void finds_change_that_the_largest_coin_spoils() {
        bench.insert("ann", 100);
        assertThat(bench.press("ann", "B2")).isTrue();
        bench.carryOut();
        bench.report();
        bench.carryOut();
        bench.report();

        assertThat(bench.tray()).isEqualTo(30);
        assertThat(bench.idle()).isTrue();
    }

    @Test
    void refunds_and_never_turns_again_when_nobody_knows_what_dropped() {
        buyTea();
        bench.carryOut();
        bench.advance(Duration.ofMinutes(1));
        bench.carryOut();

        assertThat(bench.dropped()).isEqualTo(1);
        assertThat(bench.tray()).isEqualTo(50);
    }

    @Test
    void returns_the_credit_after_a_minute_and_not_before() {
        bench.insert("ann", 50);

        bench.advance(Duration.ofMinutes(1).minusMillis(1));
        bench.carryOut();
        assertThat(bench.tray()).isZero();

        bench.advance(Duration.ofMillis(1));
        bench.carryOut();
        assertThat(bench.tray()).isEqualTo(50);
    }

    @Test
    void gives_money_back_when_it_is_too_warm_to_sell() {
        bench.insert("ann", 50);
        bench.overheat();

        assertThat(bench.press("ann", "A1")).isFalse();
        assertThat(bench.cancel("ann")).isTrue();
        bench.carryOut();
        assertThat(bench.tray()).isEqualTo(50);
    }

    @Test
    void lets_nobody_spend_the_credit_of_another() {
        bench.insert("ann", 50);

        assertThat(bench.press("bob", "A1")).isFalse();
        assertThat(bench.credit()).isEqualTo(50);
    }

    private void buyTea() {
        bench.insert("ann", 50);
        assertThat(bench.press("ann", "A1")).isTrue();
    }
}
