package katas.vending.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import katas.vending.Books;
import katas.vending.Claim.Session;
import katas.vending.Coins;
import katas.vending.Command;
import katas.vending.Controller;
import katas.vending.Event;
import katas.vending.Fault;
import katas.vending.Machine;
import katas.vending.Order.PayOut;
import katas.vending.Order.TurnMotor;
import katas.vending.Outcome;
import katas.vending.Slot;
import katas.vending.State;
import katas.vending.Tubes;

/**
 * A machine with one product and two denominations, tried out in every situation it can get into.
 *
 * <p>What only counts up (books, box, order numbers) is set back after each step, so there are few situations.
 */
final class SmallMachine {
    private static final Session BUYER = new Session("buyer");
    private static final String SLOT = "A1";
    private static final Instant NOW = Instant.EPOCH;
    private static final Instant MUCH_LATER = NOW.plus(Duration.ofDays(1));

    private final Controller controller;

    SmallMachine(Controller controller) {
        this.controller = controller;
    }

    interface Visitor {
        void accept(StateKind from, CommandKind command, StateKind to);
    }

    void forEachTransition(Visitor visitor) {
        var start = settled(Machine.replay(List.of(new Event.MachineInstalled(
                new TreeMap<>(Map.of(SLOT, new Slot("Tea", 20, 1, false))),
                new Tubes(Coins.of(Map.of(10, 1)), Coins.of(Map.of(10, 1, 20, 1)))))));
        var seen = new HashSet<>(List.of(start));
        var open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            var machine = open.removeFirst();
            for (var command : commands(machine)) {
                for (var now : List.of(NOW, MUCH_LATER)) {
                    if (controller.decide(machine, command, now) instanceof Outcome.Accepted(var next, var _)) {
                        visitor.accept(
                                StateKind.of(machine.state()), CommandKind.of(command), StateKind.of(next.state()));
                        var settled = settled(next);
                        if (seen.add(settled)) {
                            open.addLast(settled);
                        }
                    }
                }
            }
        }
    }

    private static List<Command> commands(Machine machine) {
        int order = machine.lastOrder();
        int units = 1 - machine.slots().values().iterator().next().stock();
        return Stream.of(
                        Stream.of(
                                new Command.InsertCoin(10, BUYER),
                                new Command.InsertCoin(20, BUYER),
                                new Command.SelectSlot(SLOT, BUYER),
                                new Command.Cancel(BUYER),
                                new Command.MotorDone(order),
                                new Command.DropSeen(order),
                                new Command.DropMissed(order),
                                new Command.CoinsPaidOut(order),
                                new Command.Tick(),
                                new Command.Restock(SLOT, units),
                                new Command.RefillTube(20, 1),
                                new Command.OpenDoor(),
                                new Command.CloseDoor()),
                        EnumSet.allOf(Fault.class).stream().map(Command.RaiseFault::new),
                        EnumSet.allOf(Fault.class).stream().map(Command.ClearFault::new))
                .<Command>flatMap(commands -> commands)
                .toList();
    }

    private static Machine settled(Machine machine) {
        return new Machine(
                renumbered(machine.state()),
                machine.slots(),
                machine.tubes(),
                Coins.NONE,
                machine.faults(),
                1,
                Books.EMPTY);
    }

    private static State renumbered(State state) {
        return switch (state) {
            case State.Dispensing(var order, int price, var escrow, var change, var phase, var until) ->
                new State.Dispensing(
                        new TurnMotor(1, order.slot(), order.attempt()), price, escrow, change, phase, until);
            case State.ReturningChange(var order) ->
                new State.ReturningChange(new PayOut(1, order.coins(), order.purpose()));
            case State.Idle _, State.HoldingCredit _, State.OutOfService _, State.InServiceMode _ -> state;
        };
    }
}
