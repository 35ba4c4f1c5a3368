package katas.vending.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import katas.vending.Slot;
import katas.vending.Snapshot;
import katas.vending.Tubes;
import katas.vending.table.StateKind;
import org.jspecify.annotations.Nullable;

/**
 * A machine as buyers, its device and its operator see it. Amounts are in the currency's smallest unit.
 *
 * @param credit the buyer's coins that the machine holds and has not yet earned
 * @param owed what is being paid out
 * @param box what lies in the cash box
 * @param order what the device is to do; absent if nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MachineView(
        String id,
        long version,
        String state,
        long credit,
        long owed,
        List<SlotView> slots,
        List<TubeView> tubes,
        long box,
        Lamps lamps,
        List<String> faults,
        @Nullable OrderView order) {

    static MachineView of(Snapshot snapshot, boolean exactChangeOnly) {
        var machine = snapshot.machine();
        return new MachineView(
                snapshot.id(),
                snapshot.version(),
                StateKind.of(machine.state()).text(),
                machine.escrow().value(),
                machine.owed().value(),
                SlotView.all(machine.slots()),
                TubeView.all(machine.tubes()),
                machine.box().value(),
                new Lamps(exactChangeOnly, machine.dearestOnSale().isEmpty()),
                machine.faults().stream().map(Names::of).toList(),
                OrderView.in(machine.state()));
    }

    /**
     * What is lit on the front.
     *
     * @param exactChangeOnly some purchase could not be changed
     * @param soldOut nothing is on sale
     */
    record Lamps(boolean exactChangeOnly, boolean soldOut) {}

    /** @param closed not sold from until it is restocked */
    record SlotView(String id, String product, int price, int stock, boolean closed) {
        static List<SlotView> all(Map<String, Slot> slots) {
            return slots.entrySet().stream()
                    .map(entry -> of(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private static SlotView of(String id, Slot slot) {
            return new SlotView(id, slot.product(), slot.price(), slot.stock(), slot.closed());
        }
    }

    record TubeView(int denomination, int count, int capacity) {
        static List<TubeView> all(Tubes tubes) {
            return tubes.denominations()
                    .mapToObj(denomination -> new TubeView(
                            denomination,
                            tubes.content().count(denomination),
                            tubes.capacity().count(denomination)))
                    .toList();
        }
    }
}
