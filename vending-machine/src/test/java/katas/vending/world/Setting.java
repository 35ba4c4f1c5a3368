package katas.vending.world;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import katas.vending.Coins;
import katas.vending.Event.MachineInstalled;
import katas.vending.Fault;
import katas.vending.Slot;
import katas.vending.Tubes;

/**
 * What a world begins with.
 *
 * @param purses what each buyer has
 * @param room units that each slot really has room for
 * @param bag units that the operator can put in
 * @param spare coins of each denomination that the operator can put in
 * @param lateReports whether reports about earlier orders arrive
 */
public record Setting(
        SortedMap<String, Slot> slots,
        Tubes tubes,
        List<Coins> purses,
        int room,
        int bag,
        int spare,
        EnumSet<Fault> faults,
        boolean lateReports) {
    private static final List<String> NAMES = List.of("Ann", "Bob", "Cid", "Dan");

    /** Two slots with two units each, three denominations, two buyers who can hardly pay. */
    public static Setting small() {
        return new Setting(
                new TreeMap<>(Map.of("A1", new Slot("Tea", 30, 2, false), "B1", new Slot("Gum", 20, 2, false))),
                new Tubes(Coins.of(Map.of(10, 1)), Coins.of(Map.of(10, 2, 20, 2, 50, 1))),
                List.of(Coins.of(Map.of(50, 1)), Coins.of(Map.of(10, 1, 20, 1))),
                2,
                1,
                1,
                EnumSet.of(Fault.TEMPERATURE),
                true);
    }

    /** One slot, whose price the first buyer has in one coin, and one coin more: even a naive machine has the change. */
    public static Setting plain() {
        return new Setting(
                new TreeMap<>(Map.of("A1", new Slot("Tea", 50, 2, false))),
                new Tubes(Coins.of(Map.of(10, 1)), Coins.of(Map.of(10, 5, 50, 5))),
                List.of(Coins.of(Map.of(10, 1, 50, 1))),
                2,
                0,
                0,
                EnumSet.noneOf(Fault.class),
                false);
    }

    /** Six slots, six denominations, four buyers with money enough, and an operator who fills in what was sold. */
    public static Setting large() {
        var slots = new TreeMap<String, Slot>();
        for (int slot = 1; slot <= 6; slot++) {
            slots.put("A" + slot, new Slot("product " + slot, 25 * slot, 3, false));
        }
        var each = Coins.of(Map.of(5, 4, 10, 4, 20, 4, 50, 4, 100, 4, 200, 4));
        var room = Coins.of(Map.of(5, 8, 10, 8, 20, 8, 50, 8, 100, 8, 200, 8));
        return new Setting(
                slots,
                new Tubes(Coins.of(Map.of(5, 2, 10, 2, 20, 2)), room),
                List.of(each, each, each.plus(each), each.plus(each)),
                5,
                30,
                30,
                EnumSet.allOf(Fault.class),
                true);
    }

    /** The same with a device whose reports come in time or not at all. */
    public Setting withoutLateReports() {
        return new Setting(slots, tubes, purses, room, bag, spare, faults, false);
    }

    /** The same for the first buyer alone. */
    public Setting forOneBuyer() {
        return new Setting(slots, tubes, purses.subList(0, 1), room, bag, spare, faults, lateReports);
    }

    List<String> slotNames() {
        return List.copyOf(slots.keySet());
    }

    String buyer(int index) {
        return NAMES.get(index);
    }

    public MachineInstalled installation() {
        return new MachineInstalled(slots, tubes);
    }
}
