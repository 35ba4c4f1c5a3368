package katas.vending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AuditTest {
    private final Machine machine = Machine.replay(List.of(new Event.MachineInstalled(
            new TreeMap<>(Map.of("A1", new Slot("Tea", 30, 5, false))),
            new Tubes(Coins.of(Map.of(10, 3)), Coins.of(Map.of(10, 20, 50, 20))))));

    @Test
    void finds_nothing_where_nothing_is_missing() {
        assertThat(Audit.violations(machine)).isEmpty();
    }

    @Test
    void finds_a_coin_that_has_left_the_tubes_unbooked() {
        var robbed = with(
                machine.slots(),
                new Tubes(Coins.of(Map.of(10, 2)), machine.tubes().capacity()),
                machine.books());

        assertThat(Audit.violations(robbed))
                .containsExactly("inserted + filled = returned + escrow + owed + tubes + box: 30 is not 20");
    }

    @Test
    void finds_a_unit_that_has_left_its_slot_unbooked() {
        var robbed = with(new TreeMap<>(Map.of("A1", new Slot("Tea", 30, 4, false))), machine.tubes(), machine.books());

        assertThat(Audit.violations(robbed)).containsExactly("stocked = stock + sold + unaccounted: 5 is not 4");
    }

    @Test
    void finds_a_sale_that_nobody_has_paid_for() {
        var invented = with(machine.slots(), machine.tubes(), machine.books().after(new Event.ItemSold("A1", 30)));

        assertThat(Audit.violations(invented))
                .containsExactly(
                        "inserted = sales + returned + escrow + owed: 0 is not 30",
                        "stocked = stock + sold + unaccounted: 5 is not 6");
    }

    private Machine with(SortedMap<String, Slot> slots, Tubes tubes, Books books) {
        return new Machine(machine.state(), slots, tubes, machine.box(), machine.faults(), machine.lastOrder(), books);
    }
}
