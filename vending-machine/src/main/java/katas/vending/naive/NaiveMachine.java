package katas.vending.naive;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import katas.vending.Books;
import katas.vending.Claim.Session;
import katas.vending.Coins;
import katas.vending.Command;
import katas.vending.Event;
import katas.vending.Fault;
import katas.vending.Machine;
import katas.vending.Order;
import katas.vending.Refusal;
import katas.vending.Slot;
import katas.vending.State;
import katas.vending.Tubes;

/**
 * A machine as it is often written: flags beside each other, any of which may be up together with any other.
 *
 * <p>Every line looks reasonable alone. It does not ask whose the credit is, nor whether the motor is turning when
 * somebody presses a button, nor whether the change can be paid before it sells; a coin during a vend is added to a
 * credit that the vend then sets to 0; when no drop was seen in time it turns the motor again; and no report is checked
 * for what it is about. Nothing is kept anywhere else: what a power cut finds in memory is gone.
 */
final class NaiveMachine {
    private static final Session ANYBODY = new Session("anybody");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SortedMap<String, Slot> slots;
    private final Coins capacity;
    private final EnumSet<Fault> faults;
    private final List<Event> events = new ArrayList<>();
    private Coins coins; // all that are inside: whose they are, only credit says
    private int credit;
    private int motor; // number of the order to the motor, 0 for none
    private String selected = "";
    private int change;
    private Coins paying = Coins.NONE;
    private boolean doorOpen;
    private int orders;
    private Instant until = Instant.MAX;
    private Books books;

    NaiveMachine(Event.MachineInstalled installation) {
        slots = new TreeMap<>(installation.slots());
        capacity = installation.tubes().capacity();
        coins = installation.tubes().content();
        faults = EnumSet.noneOf(Fault.class);
        books = Machine.replay(List.of(installation)).books();
    }

    NaiveMachine(NaiveMachine other) {
        slots = new TreeMap<>(other.slots);
        capacity = other.capacity;
        coins = other.coins;
        credit = other.credit;
        motor = other.motor;
        selected = other.selected;
        change = other.change;
        paying = other.paying;
        doorOpen = other.doorOpen;
        faults = EnumSet.copyOf(other.faults);
        orders = other.orders;
        until = other.until;
        books = other.books;
    }

    /** Makes of what can be counted inside, goods and coins, a machine that knows of nothing else. */
    NaiveMachine afterPowerCut() {
        var kept = capacity.lesser(coins);
        var restarted = new NaiveMachine(new Event.MachineInstalled(slots, new Tubes(kept, capacity)));
        restarted.coins = coins;
        return restarted;
    }

    /** Returns why it did not work; nothing if it did. */
    Optional<Refusal> execute(Command command, Instant now) {
        events.clear();
        var refusal = tried(command, now);
        events.forEach(event -> books = books.after(event));
        return refusal;
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    int credit() {
        return credit;
    }

    private Optional<Refusal> tried(Command command, Instant now) {
        return switch (command) {
            case Command.InsertCoin(int coin, var _) -> insert(coin, now);
            case Command.SelectSlot(var slot, var _) -> select(slot, now);
            case Command.Cancel _ -> cancel();
            case Command.MotorDone _ -> when(motor > 0, () -> {});
            case Command.DropSeen _ -> when(motor > 0, this::sold);
            case Command.DropMissed _ -> when(motor > 0, this::missed);
            case Command.CoinsPaidOut _ -> when(!paying.isEmpty(), this::paidOut);
            case Command.Tick _ -> when(true, () -> passed(now));
            case Command.Restock(var slot, int units) -> when(doorOpen, () -> restock(slot, units));
            case Command.RefillTube(int coin, int count) -> when(doorOpen, () -> refill(coin, count));
            case Command.OpenDoor _ -> when(true, () -> doorOpen = true);
            case Command.CloseDoor _ -> when(true, () -> doorOpen = false);
            case Command.RaiseFault(var fault) -> when(true, () -> faults.add(fault));
            case Command.ClearFault(var fault) -> when(true, () -> faults.remove(fault));
        };
    }

    private static Optional<Refusal> when(boolean possible, Runnable step) {
        if (!possible) {
            return Optional.of(Refusal.WRONG_STATE);
        }
        step.run();
        return Optional.empty();
    }

    private Optional<Refusal> insert(int coin, Instant now) {
        if (capacity.count(coin) == 0) {
            return Optional.of(Refusal.UNKNOWN_DENOMINATION);
        }
        if (doorOpen || !faults.isEmpty()) {
            events.add(new Event.CoinRejected(coin));
            return Optional.of(Refusal.COIN_NOT_WANTED);
        }
        credit += coin;
        coins = coins.plus(Coins.of(coin));
        until = now.plus(PATIENCE);
        events.add(new Event.CoinInserted(coin, ANYBODY, until));
        return Optional.empty();
    }

    private Optional<Refusal> select(String name, Instant now) {
        var slot = slots.get(name);
        if (slot == null) {
            return Optional.of(Refusal.UNKNOWN_SLOT);
        }
        if (credit < slot.price()) {
            return Optional.of(Refusal.TOO_LITTLE_CREDIT);
        }
        if (!slot.sellable()) {
            return Optional.of(Refusal.NOT_ON_SALE);
        }
        selected = name;
        change = credit - slot.price();
        turn(now, 1);
        return Optional.empty();
    }

    private void turn(Instant now, int attempt) {
        motor = ++orders;
        until = now.plus(PATIENCE);
        var order = new Order.TurnMotor(motor, selected, attempt);
        events.add(
                attempt == 1
                        ? new Event.VendStarted(order, price(), GreedyChange.atMost(coins, change), until)
                        : new Event.VendRetried(order, until));
    }

    private Optional<Refusal> cancel() {
        return when(credit > 0, () -> payBack(credit, Order.Purpose.REFUND));
    }

    private void sold() {
        motor = 0;
        events.add(new Event.ItemSold(selected, price()));
        slots.computeIfPresent(
                selected,
                (_, slot) -> new Slot(slot.product(), slot.price(), Math.max(0, slot.stock() - 1), slot.closed()));
        payBack(change, Order.Purpose.CHANGE);
    }

    private void missed() {
        motor = 0;
        events.add(new Event.SlotJammed(selected));
        payBack(credit, Order.Purpose.REFUND);
    }

    private void passed(Instant now) {
        if (now.isBefore(until)) {
            return;
        }
        if (motor > 0) {
            turn(now, 2);
        } else if (credit > 0) {
            payBack(credit, Order.Purpose.REFUND);
        }
    }

    /** Largest coins first; where they do not come out even, the buyer gets less. */
    private void payBack(int amount, Order.Purpose purpose) {
        credit = 0;
        paying = GreedyChange.atMost(coins, amount);
        if (!paying.isEmpty()) {
            events.add(new Event.PayOutStarted(new Order.PayOut(++orders, paying, purpose)));
        }
    }

    private void paidOut() {
        coins = coins.minus(paying);
        events.add(new Event.CoinsReturned(new Order.PayOut(orders, paying, Order.Purpose.REFUND)));
        paying = Coins.NONE;
    }

    private void restock(String name, int units) {
        slots.computeIfPresent(name, (_, slot) -> new Slot(slot.product(), slot.price(), slot.stock() + units, false));
        events.add(new Event.SlotRestocked(name, units));
    }

    private void refill(int coin, int count) {
        coins = coins.plus(Coins.of(Map.of(coin, count)));
        events.add(new Event.TubeRefilled(coin, count));
    }

    private int price() {
        var slot = slots.get(selected);
        return slot == null ? 0 : slot.price();
    }

    /** Makes of the flags what callers expect to see. */
    Machine view() {
        var held = GreedyChange.atMost(coins.minus(paying), credit);
        var ours = coins.minus(paying).minus(held);
        var kept = capacity.lesser(ours);
        return new Machine(state(held), slots, new Tubes(kept, capacity), ours.minus(kept), faults, orders, books);
    }

    private State state(Coins held) {
        if (motor > 0) {
            return new State.Dispensing(
                    new Order.TurnMotor(motor, selected, 1), price(), held, Coins.NONE, State.Phase.TURNING, until);
        }
        if (!paying.isEmpty()) {
            return new State.ReturningChange(new Order.PayOut(orders, paying, Order.Purpose.REFUND));
        }
        if (credit > 0) {
            return new State.HoldingCredit(ANYBODY, held, until);
        }
        if (doorOpen) {
            return new State.InServiceMode();
        }
        return faults.isEmpty() ? new State.Idle() : new State.OutOfService();
    }
}
