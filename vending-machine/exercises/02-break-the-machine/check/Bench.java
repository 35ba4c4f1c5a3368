import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import katas.vending.Claim;
import katas.vending.Coins;
import katas.vending.Command;
import katas.vending.Event;
import katas.vending.Fault;
import katas.vending.Machine;
import katas.vending.Order;
import katas.vending.Outcome;
import katas.vending.Slot;
import katas.vending.State;
import katas.vending.Tubes;

/**
 * A machine on a bench, with its cover off: you are the buyers, the motor, the sensor and the clock.
 *
 * <p>It sells tea for 50 from A1 (two units) and cocoa for 70 from B2 (one unit), takes coins of 10, 25, 50 and 100, and has
 * three tens and one 25 in its tubes.
 */
final class Bench {

    private static Supplier<Brain> make = RealBrain::new;

    private final Brain brain = make.get();
    private Instant now = Instant.parse("2026-03-01T09:41:07Z");
    private Machine machine = Machine.replay(List.of(new Event.MachineInstalled(
            new TreeMap<>(Map.of("A1", new Slot("Tea", 50, 2, false), "B2", new Slot("Cocoa", 70, 1, false))),
            new Tubes(Coins.of(Map.of(10, 3, 25, 1)), Coins.of(Map.of(10, 20, 25, 20, 50, 20, 100, 20))))));

    private int carriedOut;
    private boolean jammed;
    private int dropped;
    private long tray;

    /** Decides how the machines on all benches think from now on. */
    static void use(Supplier<Brain> other) {
        make = other;
    }

    /** A buyer puts a coin in. Returns true if it is credit now, false if it fell into the tray. */
    boolean insert(String buyer, int coin) {
        return tell(new Command.InsertCoin(coin, new Claim.Session(buyer)));
    }

    /** A buyer presses the button of a slot. Returns true if the machine has begun to sell. */
    boolean press(String buyer, String slot) {
        return tell(new Command.SelectSlot(slot, new Claim.Session(buyer)));
    }

    /** A buyer wants the money back. Returns true if the machine agrees. */
    boolean cancel(String buyer) {
        return tell(new Command.Cancel(new Claim.Session(buyer)));
    }

    /**
     * The device carries out what it is ordered to do: the motor turns and a unit drops, or coins fall into the tray. It does
     * no order twice, and reports nothing yet.
     */
    void carryOut() {
        order().filter(order -> order.number() > carriedOut).ifPresent(order -> {
            carriedOut = order.number();
            jammed = false;
            switch (order) {
                case Order.TurnMotor _ -> dropped++;
                case Order.PayOut(var _, var coins, var _) -> tray += coins.value();
            }
        });
    }

    /** The motor turns, and nothing drops; not reported yet. */
    void jam() {
        order().filter(order -> order instanceof Order.TurnMotor && order.number() > carriedOut)
                .ifPresent(order -> {
                    carriedOut = order.number();
                    jammed = true;
                });
    }

    /** The device reports what it did last, truthfully. Returns true if the machine takes the report. */
    boolean report() {
        return order().filter(order -> order.number() == carriedOut)
                .map(order -> switch (order) {
                    case Order.TurnMotor(int number, var _, var _) when jammed -> new Command.DropMissed(number);
                    case Order.TurnMotor(int number, var _, var _) -> new Command.DropSeen(number);
                    case Order.PayOut(int number, var _, var _) -> new Command.CoinsPaidOut(number);
                })
                .map(this::tell)
                .orElse(false);
    }

    /** Time passes, and the machine notices. */
    void advance(Duration by) {
        now = now.plus(by);
        tell(new Command.Tick());
    }

    /** It gets too warm inside. */
    void overheat() {
        tell(new Command.RaiseFault(Fault.TEMPERATURE));
    }

    /** Returns how many units have dropped. */
    int dropped() {
        return dropped;
    }

    /** Returns what all the coins are worth that have fallen into the tray. */
    long tray() {
        return tray;
    }

    /** Returns what the machine owes to the buyer before it. */
    long credit() {
        return machine.escrow().value();
    }

    int stock(String slot) {
        var at = machine.slots().get(slot);
        return at == null ? 0 : at.stock();
    }

    /** Returns whether the machine waits for nothing but a coin. */
    boolean idle() {
        return machine.state() instanceof State.Idle;
    }

    private boolean tell(Command command) {
        var outcome = brain.decide(machine, command, now);
        machine = outcome.machine();
        outcome.events().forEach(event -> {
            if (event instanceof Event.CoinRejected(int coin)) {
                tray += coin;
            }
        });
        return outcome instanceof Outcome.Accepted;
    }

    private Optional<Order> order() {
        return switch (machine.state()) {
            case State.Dispensing dispensing -> Optional.of(dispensing.order());
            case State.ReturningChange(var order) -> Optional.of(order);
            case State.Idle _, State.HoldingCredit _, State.OutOfService _, State.InServiceMode _ -> Optional.empty();
        };
    }
}
