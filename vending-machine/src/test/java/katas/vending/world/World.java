package katas.vending.world;

import java.time.Instant;
import java.util.Optional;
import katas.vending.Audit;
import katas.vending.Coins;
import katas.vending.Command;
import katas.vending.Event;
import katas.vending.Machine;
import katas.vending.Order;
import katas.vending.State;
import katas.vending.world.Violation.Harm;
import org.jspecify.annotations.Nullable;

/** Machine, device and witness at one moment. */
public record World<M>(M machine, Device device, Witness witness) {
    static final Instant NOW = Instant.EPOCH;

    static @Nullable Order order(Machine machine) {
        return switch (machine.state()) {
            case State.Dispensing state -> state.order();
            case State.ReturningChange state -> state.order();
            case State.Idle _, State.HoldingCredit _, State.OutOfService _, State.InServiceMode _ -> null;
        };
    }

    /** Tells the machine something that a buyer did. */
    World<M> told(Design<M> design, Setting setting, Command command, int buyer) {
        var answer = design.execute(machine, command, NOW);
        boolean taken = !answer.events().isEmpty() && !(answer.events().getFirst() instanceof Event.CoinRejected);
        return after(setting, answer, taken ? witness.serves(buyer) : witness, buyer);
    }

    /** Tells the machine something that no buyer did. */
    World<M> told(Design<M> design, Setting setting, Command command, Instant now) {
        return after(setting, design.execute(machine, command, now), witness, witness.customer());
    }

    @SuppressWarnings("ReferenceEquality") // the very same: most commands are refused, and this saves comparing
    private World<M> after(Setting setting, Design.Answer<M> answer, Witness seen, int buyer) {
        if (answer.machine() == machine && seen == witness) {
            return this;
        }
        var next = seen;
        for (var event : answer.events()) {
            next = after(setting, event, next, buyer);
        }
        return new World<>(answer.machine(), device, next);
    }

    private Witness after(Setting setting, Event event, Witness seen, int buyer) {
        boolean pending = device.read() instanceof Order.TurnMotor;
        return switch (event) {
            case Event.CoinRejected(int coin) -> seen.getsBack(buyer, Coins.of(coin));
            case Event.VendStarted(var order, var _, var _, var _) ->
                seen.begins(setting.slotNames().indexOf(order.slot()));
            case Event.ItemSold(var _, int price) -> seen.sells(buyer, price).ends(pending);
            case Event.ItemLostSight(var slot) ->
                seen.loses(setting.slotNames().indexOf(slot)).ends(pending);
            case Event.SlotJammed _ -> seen.ends(pending);
            case Event.PayOutStarted(var order) -> order.purpose() == Order.Purpose.REFUND ? seen.ends(pending) : seen;
            case Event.MachineInstalled _,
                    Event.CoinInserted _,
                    Event.MotorStopped _,
                    Event.VendRetried _,
                    Event.CoinsReturned _,
                    Event.SlotRestocked _,
                    Event.TubeRefilled _,
                    Event.DoorOpened _,
                    Event.DoorClosed _,
                    Event.FaultRaised _,
                    Event.FaultCleared _ -> seen;
        };
    }

    World<M> with(Device nextDevice, Witness nextWitness) {
        return new World<>(machine, nextDevice, nextWitness);
    }

    World<M> with(Witness nextWitness) {
        return new World<>(machine, device, nextWitness);
    }

    /** Sets back what only counts up, so that there are few different worlds. */
    World<M> settled(Design<M> design) {
        var settled = design.settled(machine);
        var view = design.view(settled);
        var rests = atRest(view);
        return new World<>(
                settled,
                device.settled(order(design.view(machine)), order(view)),
                rests ? witness.serves(Witness.NOBODY) : witness);
    }

    static boolean atRest(Machine view) {
        return switch (view.state()) {
            case State.Idle _, State.OutOfService _, State.InServiceMode _ -> true;
            case State.HoldingCredit _, State.Dispensing _, State.ReturningChange _ -> false;
        };
    }

    /** Returns the first thing that is wrong. */
    Optional<Violation> violation(Design<M> design, Setting setting) {
        var view = design.view(machine);
        if (witness.drops() > 1 || witness.lateDrops() > 1) {
            return Optional.of(new Violation(Harm.TWO_UNITS_FOR_ONE_PAYMENT, "two units have dropped for one payment"));
        }
        return money(setting, view)
                .or(() -> units(view))
                .or(() -> coins(view))
                .or(() -> Audit.violations(view).stream()
                        .findFirst()
                        .map(equation -> new Violation(Harm.BOOKS_WRONG, "the books are wrong: " + equation)));
    }

    /** Returns what is wrong with a new order: its number is not new, or it starts a motor under a fault. */
    Optional<Violation> wrongOrder(Design<M> design, World<M> before) {
        var view = design.view(machine);
        var last = design.view(before.machine);
        var order = order(view);
        if (order == null || order.equals(order(last))) {
            return Optional.empty();
        }
        // a device would not carry it out
        if (order.number() <= last.lastOrder()) {
            return Optional.of(new Violation(Harm.NUMBER_REUSED, "number %d is given again".formatted(order.number())));
        }
        return order instanceof Order.TurnMotor && !view.faults().isEmpty()
                ? Optional.of(new Violation(Harm.MOTOR_UNDER_A_FAULT, "the motor is to turn under a fault"))
                : Optional.empty();
    }

    private Optional<Violation> money(Setting setting, Machine view) {
        long held = view.escrow().value() + (paidOut(view) ? 0 : view.owed().value());
        for (int buyer = 0; buyer < setting.purses().size(); buyer++) {
            long had = setting.purses().get(buyer).value();
            long has = witness.purses().get(buyer).value()
                    + witness.bought().get(buyer)
                    + (witness.customer() == buyer ? held : 0);
            if (had != has) {
                return Optional.of(new Violation(
                        has < had ? Harm.MONEY_LOST : Harm.MONEY_FROM_NOWHERE,
                        "%s had %d, and has %d, purchases and what the machine holds included"
                                .formatted(setting.buyer(buyer), had, has)));
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> units(Machine view) {
        int number = 0;
        for (var slot : view.slots().entrySet()) {
            int dropped = witness.payment() == number ? witness.drops() : 0;
            int strays = witness.strays().get(number);
            int really = witness.units().get(number);
            int expected = slot.getValue().stock() + Math.max(0, strays) - dropped;
            if (really != expected) {
                return Optional.of(new Violation(
                        Harm.UNPAID_UNIT,
                        "%s has %d units, and should have %d".formatted(slot.getKey(), really, expected)));
            }
            number++;
        }
        return Optional.empty();
    }

    private Optional<Violation> coins(Machine view) {
        var ours = view.tubes().content().plus(view.box()).plus(view.escrow());
        var booked = paidOut(view) ? ours : ours.plus(view.owed());
        return witness.inside().equals(booked)
                ? Optional.empty()
                : Optional.of(new Violation(
                        Harm.COINS_MISCOUNTED,
                        "inside are the coins %s, and should be %s".formatted(witness.inside(), booked)));
    }

    private boolean paidOut(Machine view) {
        return view.state() instanceof State.ReturningChange(var order)
                && device.paid()
                && device.last() == order.number();
    }
}
