package katas.vending.redis;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import katas.vending.Command;
import katas.vending.Event;
import katas.vending.Fleet;
import katas.vending.Machine;
import katas.vending.Order;
import katas.vending.Receipt;
import katas.vending.State;
import katas.vending.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/** A line to instances in this process: one that crashed is abandoned, and another takes over. */
final class FleetLine implements Line {
    private final RedisReplica replica;
    private final String machine;
    private final Supplier<Fleet> nextInstance;
    private Fleet instance;
    private int crashes;

    FleetLine(RedisReplica replica, String machine, Supplier<Fleet> nextInstance) {
        this.replica = replica;
        this.machine = machine;
        this.nextInstance = nextInstance;
        this.instance = nextInstance.get();
    }

    @Override
    public Optional<Answer> send(String id, Command command) {
        return ask(fleet -> answer(fleet.execute(machine, Requests.request(id, command))));
    }

    @Override
    public Optional<View> look() {
        return ask(fleet -> view(fleet.find(machine).orElseThrow().machine()));
    }

    /** Returns how many instances have been abandoned. */
    int crashes() {
        return crashes;
    }

    private <T> Optional<T> ask(Function<Fleet, T> question) {
        try {
            return Optional.of(question.apply(instance));
        } catch (Crash.Crashed e) {
            crashes++;
            instance = nextInstance.get();
            replica.awaitAnswer();
            return Optional.empty();
        } catch (StoreUnavailable e) {
            replica.awaitAnswer();
            return Optional.empty();
        }
    }

    private static Answer answer(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Done _ -> new Answer(true, false);
            case Receipt.Refused(var _, var _, var events) ->
                new Answer(false, events.stream().anyMatch(Event.CoinRejected.class::isInstance));
            case Receipt.Stale(var _, var events) -> new Answer(false, !events.isEmpty());
            case Receipt.UnknownMachine _, Receipt.IdTaken _ -> new Answer(false, false);
        };
    }

    private static View view(Machine machine) {
        long credit = machine.state() instanceof State.HoldingCredit
                ? machine.escrow().value()
                : 0;
        return new View(credit, order(machine.state()));
    }

    private static @Nullable Order order(State state) {
        return switch (state) {
            case State.Dispensing dispensing -> dispensing.order();
            case State.ReturningChange(var order) -> order;
            case State.Idle _, State.HoldingCredit _, State.OutOfService _, State.InServiceMode _ -> null;
        };
    }
}
