package katas.vending;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import katas.vending.State.Dispensing;
import katas.vending.State.HoldingCredit;
import katas.vending.State.Phase;
import katas.vending.State.ReturningChange;

/**
 * A vending machine at one moment: the sum of its journal, and nothing else.
 *
 * @param slots by their name
 * @param box coins that no tube had room for
 * @param faults those that last
 * @param lastOrder number of the last order; 0 before the first
 */
public record Machine(
        State state,
        SortedMap<String, Slot> slots,
        Tubes tubes,
        Coins box,
        Set<Fault> faults,
        int lastOrder,
        Books books) {

    public Machine {
        slots = Collections.unmodifiableSortedMap(slots);
        faults = Collections.unmodifiableSet(faults);
    }

    /**
     * Returns the machine that a journal adds up to.
     *
     * @param journal its first event is the installation, and no other is
     */
    public static Machine replay(List<Event> journal) {
        if (!(journal.getFirst() instanceof Event.MachineInstalled(var slots, var tubes))) {
            throw new IllegalArgumentException("a journal begins with the installation, not: " + journal.getFirst());
        }
        var empty =
                new Machine(new State.Idle(), slots, tubes, Coins.NONE, EnumSet.noneOf(Fault.class), 0, Books.EMPTY);
        return empty.booked(journal.getFirst()).after(journal.subList(1, journal.size()));
    }

    public Machine after(List<Event> events) {
        var machine = this;
        for (var event : events) {
            machine = machine.after(event).booked(event);
        }
        return machine;
    }

    private Machine after(Event event) {
        return switch (event) {
            case Event.MachineInstalled _ -> throw new IllegalArgumentException("installed twice");
            case Event.CoinInserted(int coin, var holder, var until) ->
                in(new HoldingCredit(holder, escrow().plus(Coins.of(coin)), until));
            case Event.CoinRejected _ -> this;
            case Event.VendStarted(var order, int price, var change, var until) ->
                ordered(order, new Dispensing(order, price, escrow(), change, Phase.TURNING, until));
            case Event.MotorStopped(var until) -> in(dispensing().dropping(until));
            case Event.VendRetried(var order, var until) ->
                ordered(order, dispensing().retried(order, until));
            case Event.ItemSold(var slot, var _) ->
                cashed().with(slot, Slot::withOneLess).atRest();
            case Event.SlotJammed(var slot) -> with(slot, Slot::shut);
            case Event.ItemLostSight(var slot) ->
                with(slot, lost -> lost.withOneLess().shut());
            case Event.PayOutStarted(var order) -> ordered(order, new ReturningChange(order));
            case Event.CoinsReturned _ -> atRest();
            case Event.SlotRestocked(var slot, int units) -> with(slot, old -> old.restocked(units));
            case Event.TubeRefilled(int coin, int count) ->
                cash(tubes.with(tubes.content().plus(Coins.of(Map.of(coin, count)))), box);
            case Event.DoorOpened _ -> in(new State.InServiceMode());
            case Event.DoorClosed _ -> atRest();
            case Event.FaultRaised(var fault) -> faulty(fault, true);
            case Event.FaultCleared(var fault) -> faulty(fault, false);
        };
    }

    /** Returns the buyer's coins that the machine holds and has not yet earned. */
    public Coins escrow() {
        return switch (state) {
            case HoldingCredit(var _, var escrow, var _) -> escrow;
            case Dispensing(var _, var _, var escrow, var _, var _, var _) -> escrow;
            case State.Idle _, ReturningChange _, State.OutOfService _, State.InServiceMode _ -> Coins.NONE;
        };
    }

    /** Returns the highest price at which something can be bought now; nothing when nothing is on sale. */
    public OptionalInt dearestOnSale() {
        return slots.values().stream()
                .filter(Slot::sellable)
                .mapToInt(Slot::price)
                .max();
    }

    /** Returns the coins that are being paid out. */
    public Coins owed() {
        return state instanceof ReturningChange(var order) ? order.coins() : Coins.NONE;
    }

    // the buyer's coins become ours, the change leaves: what then fits into no tube falls into the box
    private Machine cashed() {
        var sale = dispensing();
        var all = tubes.content().plus(sale.escrow()).minus(sale.change());
        var kept = tubes.capacity().lesser(all);
        return cash(tubes.with(kept), box.plus(all.minus(kept)));
    }

    private Dispensing dispensing() {
        if (state instanceof Dispensing dispensing) {
            return dispensing;
        }
        throw new IllegalStateException("not dispensing: " + state);
    }

    private Machine in(State next) {
        return new Machine(next, slots, tubes, box, faults, lastOrder, books);
    }

    private Machine atRest() {
        return in(faults.isEmpty() ? new State.Idle() : new State.OutOfService());
    }

    private Machine ordered(Order order, State next) {
        return new Machine(next, slots, tubes, box, faults, order.number(), books);
    }

    private Machine with(String name, UnaryOperator<Slot> change) {
        var changed = new TreeMap<>(slots);
        changed.computeIfPresent(name, (_, slot) -> change.apply(slot));
        return new Machine(state, changed, tubes, box, faults, lastOrder, books);
    }

    private Machine cash(Tubes newTubes, Coins newBox) {
        return new Machine(state, slots, newTubes, newBox, faults, lastOrder, books);
    }

    private Machine faulty(Fault fault, boolean lasts) {
        var changed = EnumSet.noneOf(Fault.class);
        changed.addAll(faults);
        if (lasts) {
            changed.add(fault);
        } else {
            changed.remove(fault);
        }
        var next = new Machine(state, slots, tubes, box, changed, lastOrder, books);
        return state instanceof State.Idle || state instanceof State.OutOfService ? next.atRest() : next;
    }

    private Machine booked(Event event) {
        var next = books.after(event);
        return next.equals(books) ? this : new Machine(state, slots, tubes, box, faults, lastOrder, next);
    }
}
