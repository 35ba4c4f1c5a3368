package katas.vending.naive;

import static org.assertj.core.api.Assertions.assertThat;

import katas.lab.testing.TradeOffs;
import katas.vending.world.FamousBugs;
import katas.vending.world.Setting;
import org.junit.jupiter.api.Test;

class NaiveFamousBugsTest {
    private final FamousBugs<NaiveState> bugs = new FamousBugs<>(
            new NaiveDesign(),
            () -> new NaiveState(new NaiveMachine(Setting.plain().installation())),
            false);

    @Test
    void cancel_during_dispense_gives_a_free_product() {
        goesWrong("cancel during dispense", bugs.cancelDuringDispense());
    }

    @Test
    void a_double_press_gives_two_vends() {
        goesWrong("double press", bugs.doublePress());
    }

    @Test
    void a_coin_inserted_during_a_transition_is_swallowed() {
        goesWrong("coin during a transition", bugs.coinDuringTransition());
    }

    private static void goesWrong(String bug, FamousBugs.Result result) {
        System.out.printf(
                "%,d of %,d orders went wrong, so did: %s%n", result.wrong(), FamousBugs.ORDERS, result.story());
        TradeOffs.record(bug + ": wrong orders of 10,000", "naive", result.wrong());
        assertThat(result.wrong()).isPositive();
    }
}
