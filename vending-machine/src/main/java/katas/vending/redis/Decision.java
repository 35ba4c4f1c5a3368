package katas.vending.redis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import katas.vending.Command;
import katas.vending.Controller;
import katas.vending.Event;
import katas.vending.Machine;
import katas.vending.Outcome;
import katas.vending.Receipt;
import katas.vending.Refusal;
import katas.vending.Request;
import katas.vending.Snapshot;
import katas.vending.State;

/**
 * What a request does to a machine, and what its caller is told.
 *
 * @param before the version on which it was decided
 */
public record Decision(long before, Snapshot after, List<Event> events, Receipt receipt) {

    public static Decision of(Controller controller, Snapshot machine, Request request, Instant now) {
        var expected = request.expectedVersion();
        return expected == null || expected == machine.version()
                ? executed(machine, request, controller.decide(machine.machine(), request.command(), now))
                : stale(machine, request.command());
    }

    /** Returns when the state times out, unless it never does. */
    Optional<Instant> due() {
        return switch (after.machine().state()) {
            case State.HoldingCredit(var _, var _, var until) -> Optional.of(until);
            case State.Dispensing(var _, var _, var _, var _, var _, var until) -> Optional.of(until);
            case State.Idle _, State.ReturningChange _, State.OutOfService _, State.InServiceMode _ -> Optional.empty();
        };
    }

    private static Decision executed(Snapshot machine, Request request, Outcome outcome) {
        var after = next(machine, outcome.machine(), outcome.events());
        var receipt = switch (outcome) {
            case Outcome.Accepted(var _, var events) ->
                new Receipt.Done(after, events, opensSession(machine, events) ? request.token() : "");
            case Outcome.Refused(var reason, var _, var events) -> new Receipt.Refused(reason, after, events);
        };
        return new Decision(machine.version(), after, outcome.events(), receipt);
    }

    /** A coin is in the machine whatever its buyer believed about the version: it goes back, and into the books. */
    private static Decision stale(Snapshot machine, Command command) {
        var outcome = command instanceof Command.InsertCoin(int coin, var _)
                        && machine.machine().tubes().takes(coin)
                ? Outcome.coinReturned(machine.machine(), coin, Refusal.COIN_NOT_WANTED)
                : Outcome.refused(machine.machine(), Refusal.WRONG_STATE);
        var after = next(machine, outcome.machine(), outcome.events());
        return new Decision(machine.version(), after, outcome.events(), new Receipt.Stale(after, outcome.events()));
    }

    private static Snapshot next(Snapshot machine, Machine after, List<Event> events) {
        return events.isEmpty() ? machine : new Snapshot(machine.id(), machine.version() + 1, after);
    }

    private static boolean opensSession(Snapshot machine, List<Event> events) {
        return !(machine.machine().state() instanceof State.HoldingCredit)
                && events.stream().anyMatch(Event.CoinInserted.class::isInstance);
    }
}
