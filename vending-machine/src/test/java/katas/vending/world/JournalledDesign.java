package katas.vending.world;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import katas.vending.Books;
import katas.vending.Books.Entry;
import katas.vending.BoundedChange;
import katas.vending.Command;
import katas.vending.Controller;
import katas.vending.Machine;
import katas.vending.Order.PayOut;
import katas.vending.Order.TurnMotor;
import katas.vending.Slot;
import katas.vending.State;
import katas.vending.Timeouts;

/** The real controller. Its machine stands in the store before the device hears of anything, so it loses nothing. */
public final class JournalledDesign implements Design<Machine> {
    /** Number of the last order of every settled machine. */
    static final int LAST_ORDER = 2;

    private final Controller controller = new Controller(new BoundedChange(), Timeouts.USUAL);

    @Override
    public Answer<Machine> execute(Machine machine, Command command, Instant now) {
        var outcome = controller.decide(machine, command, now);
        return new Answer<>(outcome.machine(), outcome.events());
    }

    @Override
    public Machine view(Machine machine) {
        return machine;
    }

    @Override
    public Machine afterPowerCut(Machine machine) {
        return machine;
    }

    /** Books are set back to those of a machine that was installed with what it has now. */
    @Override
    public Machine settled(Machine machine) {
        return new Machine(
                renumbered(machine.state()),
                machine.slots(),
                machine.tubes(),
                machine.box(),
                machine.faults(),
                LAST_ORDER,
                asInstalled(machine));
    }

    private static Books asInstalled(Machine machine) {
        var sums = new EnumMap<Entry, Long>(Entry.class);
        sums.put(Entry.FILLED, machine.tubes().content().value() + machine.box().value());
        sums.put(Entry.INSERTED, machine.escrow().value() + machine.owed().value());
        sums.put(
                Entry.UNITS_STOCKED,
                machine.slots().values().stream().mapToLong(Slot::stock).sum());
        return new Books(Map.copyOf(sums));
    }

    private static State renumbered(State state) {
        return switch (state) {
            case State.Dispensing(var order, int price, var escrow, var change, var phase, var until) ->
                new State.Dispensing(
                        new TurnMotor(LAST_ORDER, order.slot(), order.attempt()), price, escrow, change, phase, until);
            case State.ReturningChange(var order) ->
                new State.ReturningChange(new PayOut(LAST_ORDER, order.coins(), order.purpose()));
            case State.Idle _, State.HoldingCredit _, State.OutOfService _, State.InServiceMode _ -> state;
        };
    }
}
