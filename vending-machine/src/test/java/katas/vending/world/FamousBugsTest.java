package katas.vending.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import katas.lab.testing.TradeOffs;
import katas.vending.Machine;
import org.junit.jupiter.api.Test;

class FamousBugsTest {
    private final FamousBugs<Machine> bugs = new FamousBugs<>(
            new JournalledDesign(), () -> Machine.replay(List.of(Setting.plain().installation())), true);

    @Test
    void cancel_during_dispense_gives_no_free_product() {
        neverGoesWrong("cancel during dispense", bugs.cancelDuringDispense());
    }

    @Test
    void a_double_press_gives_one_vend() {
        neverGoesWrong("double press", bugs.doublePress());
    }

    @Test
    void a_coin_inserted_during_a_transition_is_credited_or_returned_and_never_swallowed() {
        neverGoesWrong("coin during a transition", bugs.coinDuringTransition());
    }

    private static void neverGoesWrong(String bug, FamousBugs.Result result) {
        TradeOffs.record(bug + ": wrong orders of 10,000", "journalled", result.wrong());
        assertThat(result.story()).isEmpty();
        assertThat(result.wrong()).isZero();
    }
}
