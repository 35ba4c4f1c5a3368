package katas.vending.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import katas.lab.testing.TradeOffs;
import katas.vending.world.Exploration;
import katas.vending.world.Setting;
import katas.vending.world.Violation.Harm;
import org.junit.jupiter.api.Test;

class NaiveExplorationTest {
    private static final int FIRST_WORLDS = 5_000;

    @Test
    void two_buyers_harm_each_other_at_the_naive_machine() {
        var violations = explore(Setting.small().withoutLateReports());

        TradeOffs.record("kinds of harm in the small world", "naive", violations.size());
        assertThat(violations)
                .containsKeys(Harm.UNPAID_UNIT, Harm.MONEY_FROM_NOWHERE, Harm.COINS_MISCOUNTED)
                .containsEntry(
                        Harm.MONEY_LOST,
                        "Ann puts in 50 · Bob puts in 10 · Ann had 50, and has 0, purchases and what the machine holds included");
    }

    @Test
    void one_buyer_and_a_power_cut_are_enough_for_the_naive_machine_to_lose_money() {
        assertThat(explore(Setting.small().withoutLateReports().forOneBuyer()))
                .containsEntry(
                        Harm.MONEY_LOST,
                        "Ann puts in 50 · power fails · Ann had 50, and has 0, purchases and what the machine holds included");
    }

    @Test
    void pressing_twice_gets_two_units_out_of_the_naive_machine() {
        assertThat(explore(Setting.small().withoutLateReports().forOneBuyer()).get(Harm.TWO_UNITS_FOR_ONE_PAYMENT))
                .startsWith("Ann puts in 50 · Ann presses A1 · the device reads its order · Ann presses A1 · ")
                .endsWith(" · two units have dropped for one payment");
    }

    private static Map<Harm, String> explore(Setting setting) {
        var start = new NaiveState(new NaiveMachine(setting.installation()));
        var violations =
                Exploration.of(new NaiveDesign(), start, setting, FIRST_WORLDS).violations();
        violations.forEach((harm, trace) -> System.out.println(harm + ": " + trace));
        return violations;
    }
}
