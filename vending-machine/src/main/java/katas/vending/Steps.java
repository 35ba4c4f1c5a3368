package katas.vending;

import static katas.vending.Outcome.accepted;
import static katas.vending.Outcome.coinReturned;
import static katas.vending.Outcome.refused;

import java.time.Instant;
import katas.vending.Claim.Session;
import katas.vending.Order.PayOut;
import katas.vending.Order.Purpose;
import katas.vending.Order.TurnMotor;
import katas.vending.State.Dispensing;
import katas.vending.State.HoldingCredit;

/** The single steps that {@link Controller} chooses from. */
final class Steps {
    private static final int ATTEMPTS = 2;
    private static final int MAX_STOCK = 1_000;

    private final ChangeMaker changeMaker;
    private final Timeouts timeouts;

    Steps(ChangeMaker changeMaker, Timeouts timeouts) {
        this.changeMaker = changeMaker;
        this.timeouts = timeouts;
    }

    Outcome insert(Machine machine, int coin, Session session, Instant now) {
        if (!machine.faults().isEmpty()) {
            return giveBack(machine, coin, Refusal.FAULTY);
        }
        if (machine.dearestOnSale().isEmpty()) {
            return giveBack(machine, coin, Refusal.NOTHING_ON_SALE);
        }
        if (machine.escrow().value() >= machine.dearestOnSale().getAsInt()) {
            return giveBack(machine, coin, Refusal.ENOUGH_CREDIT);
        }
        return machine.tubes().takes(coin)
                ? accepted(machine, new Event.CoinInserted(coin, session, now.plus(timeouts.idle())))
                : refused(machine, Refusal.UNKNOWN_DENOMINATION);
    }

    Outcome giveBack(Machine machine, int coin, Refusal reason) {
        return machine.tubes().takes(coin)
                ? coinReturned(machine, coin, reason)
                : refused(machine, Refusal.UNKNOWN_DENOMINATION);
    }

    /** The change is found before anything moves: a sale that could not be changed is not begun. */
    Outcome select(Machine machine, HoldingCredit state, String name, Instant now) {
        var slot = machine.slots().get(name);
        if (slot == null) {
            return refused(machine, Refusal.UNKNOWN_SLOT);
        }
        if (!machine.faults().isEmpty()) {
            return refused(machine, Refusal.FAULTY);
        }
        if (!slot.sellable()) {
            return refused(machine, Refusal.NOT_ON_SALE);
        }
        long due = state.escrow().value() - slot.price();
        if (due < 0) {
            return refused(machine, Refusal.TOO_LITTLE_CREDIT);
        }
        return changeMaker
                .change(machine.tubes().content().plus(state.escrow()), due)
                .map(change -> {
                    var order = new TurnMotor(machine.lastOrder() + 1, name, 1);
                    return accepted(
                            machine, new Event.VendStarted(order, slot.price(), change, now.plus(timeouts.motor())));
                })
                .orElseGet(() -> refused(machine, Refusal.NO_CHANGE));
    }

    Outcome stopped(Machine machine, Instant now) {
        return accepted(machine, new Event.MotorStopped(now.plus(timeouts.drop())));
    }

    Outcome sold(Machine machine, Dispensing state) {
        var sold = new Event.ItemSold(state.order().slot(), state.price());
        return state.change().isEmpty()
                ? accepted(machine, sold)
                : accepted(machine, sold, payOut(machine, state.change(), Purpose.CHANGE));
    }

    /** Certainly nothing dropped, so turning again cannot drop a second unit; but no motor is started under a fault. */
    Outcome missed(Machine machine, Dispensing state, Instant now) {
        var order = state.order();
        if (order.attempt() < ATTEMPTS && machine.faults().isEmpty()) {
            var again = new TurnMotor(machine.lastOrder() + 1, order.slot(), order.attempt() + 1);
            return accepted(machine, new Event.VendRetried(again, now.plus(timeouts.motor())));
        }
        return accepted(machine, new Event.SlotJammed(order.slot()), payOut(machine, state.escrow(), Purpose.REFUND));
    }

    /** Nobody knows whether it dropped: the buyer is refunded, and the motor is not turned again. */
    Outcome lostSight(Machine machine, Dispensing state) {
        return accepted(
                machine,
                new Event.ItemLostSight(state.order().slot()),
                payOut(machine, state.escrow(), Purpose.REFUND));
    }

    Outcome refund(Machine machine, HoldingCredit state) {
        return accepted(machine, payOut(machine, state.escrow(), Purpose.REFUND));
    }

    Outcome raise(Machine machine, Fault fault) {
        return machine.faults().contains(fault) ? accepted(machine) : accepted(machine, new Event.FaultRaised(fault));
    }

    Outcome clear(Machine machine, Fault fault) {
        return machine.faults().contains(fault) ? accepted(machine, new Event.FaultCleared(fault)) : accepted(machine);
    }

    Outcome restock(Machine machine, String name, int units) {
        var slot = machine.slots().get(name);
        if (slot == null) {
            return refused(machine, Refusal.UNKNOWN_SLOT);
        }
        return units > MAX_STOCK - slot.stock()
                ? refused(machine, Refusal.SLOT_FULL)
                : accepted(machine, new Event.SlotRestocked(name, units));
    }

    Outcome refill(Machine machine, int denomination, int coins) {
        if (!machine.tubes().takes(denomination)) {
            return refused(machine, Refusal.UNKNOWN_DENOMINATION);
        }
        return coins > machine.tubes().room(denomination)
                ? refused(machine, Refusal.TUBE_FULL)
                : accepted(machine, new Event.TubeRefilled(denomination, coins));
    }

    private static Event payOut(Machine machine, Coins coins, Purpose purpose) {
        return new Event.PayOutStarted(new PayOut(machine.lastOrder() + 1, coins, purpose));
    }
}
