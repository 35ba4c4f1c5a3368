package katas.vending;

import java.time.Instant;
import java.util.function.Supplier;
import katas.vending.State.Dispensing;
import katas.vending.State.HoldingCredit;
import katas.vending.State.Idle;
import katas.vending.State.InServiceMode;
import katas.vending.State.OutOfService;
import katas.vending.State.Phase;
import katas.vending.State.ReturningChange;

/**
 * Decides what a command does to a machine: a function of the machine, the command and the time, and of nothing else.
 *
 * <p>Every pair of state and command is written down, without a {@code default}: a state or a command that is added
 * does not compile until somebody has decided about all its pairs.
 */
public final class Controller {
    private final Steps steps;

    public Controller(ChangeMaker changeMaker, Timeouts timeouts) {
        this.steps = new Steps(changeMaker, timeouts);
    }

    public Outcome decide(Machine machine, Command command, Instant now) {
        return switch (machine.state()) {
            case Idle _ -> idle(machine, command, now);
            case HoldingCredit state -> holdingCredit(machine, state, command, now);
            case Dispensing state -> dispensing(machine, state, command, now);
            case ReturningChange state -> returningChange(machine, state, command);
            case OutOfService _ -> outOfService(machine, command);
            case InServiceMode _ -> inServiceMode(machine, command);
        };
    }

    private Outcome idle(Machine machine, Command command, Instant now) {
        return switch (command) {
            case Command.InsertCoin(int coin, var session) -> steps.insert(machine, coin, session, now);
            case Command.OpenDoor _ -> Outcome.accepted(machine, new Event.DoorOpened());
            case Command.RaiseFault(var fault) -> steps.raise(machine, fault);
            case Command.Tick _, Command.ClearFault _ -> Outcome.accepted(machine);
            case Command.SelectSlot _,
                    Command.Cancel _,
                    Command.MotorDone _,
                    Command.DropSeen _,
                    Command.DropMissed _,
                    Command.CoinsPaidOut _,
                    Command.Restock _,
                    Command.RefillTube _,
                    Command.CloseDoor _ -> Outcome.refused(machine, Refusal.WRONG_STATE);
        };
    }

    private Outcome holdingCredit(Machine machine, HoldingCredit state, Command command, Instant now) {
        return switch (command) {
            case Command.InsertCoin(int coin, var session) ->
                session.equals(state.holder())
                        ? steps.insert(machine, coin, session, now)
                        : steps.giveBack(machine, coin, Refusal.CREDIT_OF_ANOTHER);
            case Command.SelectSlot(var slot, var claim) ->
                claim.covers(state.holder())
                        ? steps.select(machine, state, slot, now)
                        : Outcome.refused(machine, Refusal.NOT_YOUR_CREDIT);
            case Command.Cancel(var claim) ->
                claim.covers(state.holder())
                        ? steps.refund(machine, state)
                        : Outcome.refused(machine, Refusal.NOT_YOUR_CREDIT);
            case Command.Tick _ ->
                now.isBefore(state.until()) ? Outcome.accepted(machine) : steps.refund(machine, state);
            case Command.RaiseFault(var fault) -> steps.raise(machine, fault);
            case Command.ClearFault(var fault) -> steps.clear(machine, fault);
            case Command.MotorDone _,
                    Command.DropSeen _,
                    Command.DropMissed _,
                    Command.CoinsPaidOut _,
                    Command.Restock _,
                    Command.RefillTube _,
                    Command.OpenDoor _,
                    Command.CloseDoor _ -> Outcome.refused(machine, Refusal.WRONG_STATE);
        };
    }

    private Outcome dispensing(Machine machine, Dispensing state, Command command, Instant now) {
        return switch (command) {
            case Command.InsertCoin(int coin, var _) -> steps.giveBack(machine, coin, Refusal.COIN_NOT_WANTED);
            case Command.MotorDone(int order) ->
                state.phase() == Phase.TURNING
                        ? about(order, state.order(), machine, () -> steps.stopped(machine, now))
                        : Outcome.refused(machine, Refusal.WRONG_STATE);
            case Command.DropSeen(int order) -> about(order, state.order(), machine, () -> steps.sold(machine, state));
            case Command.DropMissed(int order) ->
                about(order, state.order(), machine, () -> steps.missed(machine, state, now));
            case Command.Tick _ ->
                now.isBefore(state.until()) ? Outcome.accepted(machine) : steps.lostSight(machine, state);
            case Command.RaiseFault(var fault) -> steps.raise(machine, fault);
            case Command.ClearFault(var fault) -> steps.clear(machine, fault);
            case Command.SelectSlot _,
                    Command.Cancel _,
                    Command.CoinsPaidOut _,
                    Command.Restock _,
                    Command.RefillTube _,
                    Command.OpenDoor _,
                    Command.CloseDoor _ -> Outcome.refused(machine, Refusal.WRONG_STATE);
        };
    }

    private Outcome returningChange(Machine machine, ReturningChange state, Command command) {
        return switch (command) {
            case Command.InsertCoin(int coin, var _) -> steps.giveBack(machine, coin, Refusal.COIN_NOT_WANTED);
            case Command.CoinsPaidOut(int order) ->
                about(
                        order,
                        state.order(),
                        machine,
                        () -> Outcome.accepted(machine, new Event.CoinsReturned(state.order())));
            // unlike a unit, what is owed is never given up: the order stands until the changer reports
            case Command.Tick _ -> Outcome.accepted(machine);
            case Command.RaiseFault(var fault) -> steps.raise(machine, fault);
            case Command.ClearFault(var fault) -> steps.clear(machine, fault);
            case Command.SelectSlot _,
                    Command.Cancel _,
                    Command.MotorDone _,
                    Command.DropSeen _,
                    Command.DropMissed _,
                    Command.Restock _,
                    Command.RefillTube _,
                    Command.OpenDoor _,
                    Command.CloseDoor _ -> Outcome.refused(machine, Refusal.WRONG_STATE);
        };
    }

    private Outcome outOfService(Machine machine, Command command) {
        return switch (command) {
            case Command.InsertCoin(int coin, var _) -> steps.giveBack(machine, coin, Refusal.COIN_NOT_WANTED);
            case Command.OpenDoor _ -> Outcome.accepted(machine, new Event.DoorOpened());
            case Command.RaiseFault(var fault) -> steps.raise(machine, fault);
            case Command.ClearFault(var fault) -> steps.clear(machine, fault);
            case Command.Tick _ -> Outcome.accepted(machine);
            case Command.SelectSlot _,
                    Command.Cancel _,
                    Command.MotorDone _,
                    Command.DropSeen _,
                    Command.DropMissed _,
                    Command.CoinsPaidOut _,
                    Command.Restock _,
                    Command.RefillTube _,
                    Command.CloseDoor _ -> Outcome.refused(machine, Refusal.WRONG_STATE);
        };
    }

    private Outcome inServiceMode(Machine machine, Command command) {
        return switch (command) {
            case Command.InsertCoin(int coin, var _) -> steps.giveBack(machine, coin, Refusal.COIN_NOT_WANTED);
            case Command.Restock(var slot, int units) -> steps.restock(machine, slot, units);
            case Command.RefillTube(int coin, int count) -> steps.refill(machine, coin, count);
            case Command.CloseDoor _ -> Outcome.accepted(machine, new Event.DoorClosed());
            case Command.RaiseFault(var fault) -> steps.raise(machine, fault);
            case Command.ClearFault(var fault) -> steps.clear(machine, fault);
            case Command.Tick _ -> Outcome.accepted(machine);
            case Command.SelectSlot _,
                    Command.Cancel _,
                    Command.MotorDone _,
                    Command.DropSeen _,
                    Command.DropMissed _,
                    Command.CoinsPaidOut _,
                    Command.OpenDoor _ -> Outcome.refused(machine, Refusal.WRONG_STATE);
        };
    }

    private static Outcome about(int reported, Order underWay, Machine machine, Supplier<Outcome> step) {
        return reported == underWay.number() ? step.get() : Outcome.refused(machine, Refusal.OTHER_ORDER);
    }
}
