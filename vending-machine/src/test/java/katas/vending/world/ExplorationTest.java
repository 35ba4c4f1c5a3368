package katas.vending.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import katas.lab.testing.TradeOffs;
import katas.vending.Machine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExplorationTest {
    private static Exploration<Machine> exploration;

    @BeforeAll
    static void explore() {
        var setting = Setting.small();
        exploration = Exploration.of(
                new JournalledDesign(), Machine.replay(List.of(setting.installation())), setting, Integer.MAX_VALUE);
        System.out.printf("%,d states, %,d transitions%n", exploration.states(), exploration.transitions());
    }

    @Test
    void money_and_goods_are_conserved_in_every_state() {
        TradeOffs.record(
                "kinds of harm in the small world",
                "journalled",
                exploration.violations().size());
        assertThat(exploration.violations()).isEmpty();
    }

    @Test
    void every_state_comes_to_rest_without_a_buyer_and_whatever_the_motor_and_the_sensor_do() {
        assertThat(exploration.deadEnds()).isEmpty();
    }

    @Test
    void all_states_and_transitions_of_the_small_world_were_seen() {
        assertThat(exploration.states()).isEqualTo(98_728);
        assertThat(exploration.transitions()).isEqualTo(1_924_080);
    }
}
