package katas.vending.redis;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import katas.vending.Coins;
import katas.vending.Command;
import katas.vending.Order;

/**
 * The thing itself, with real coins in it and real items that drop, and a witness to what really happened.
 *
 * <p>Like a real device it keeps the number of the last order that it carried out, carries none out twice, and repeats
 * every report until it is answered.
 */
final class RealMachine {
    private static final int PATIENCE = 200;

    private final Line line;
    private final Queue<Fate> fates;
    private final Map<Integer, Order> orders = new HashMap<>();
    private int drops;
    private Coins inside;
    private long inserted;
    private long returned;
    private int lastCarriedOut;
    private List<Command> reports = List.of();
    private int sent;

    /** @param fates what becomes of each turn of the motor; those not named drop and are seen */
    RealMachine(Line line, Coins inside, List<Fate> fates) {
        this.line = line;
        this.inside = inside;
        this.fates = new ArrayDeque<>(fates);
    }

    /** What a turn of the motor comes to. */
    enum Fate {
        SEEN_TO_DROP,
        /** Nothing drops, for certain. */
        JAMMED,
        /** It drops, and the sensor does not say so. */
        DROPPED_UNSEEN,
        /** Nothing drops, and the sensor says nothing. */
        JAMMED_UNSEEN
    }

    /** Puts a coin in; it comes out again at once if the machine does not keep it. */
    void insert(int coin) {
        inside = inside.plus(Coins.of(coin));
        inserted += coin;
        if (command(Requests.coin(coin)).coinBack()) {
            pay(Coins.of(coin));
        }
    }

    Line.Answer command(Command command) {
        var id = "command-" + ++sent;
        return insistently(() -> line.send(id, command));
    }

    long credit() {
        return insistently(line::look).credit();
    }

    /** Carries orders out until there is none. */
    void work() {
        for (int turn = 0; turn < PATIENCE; turn++) {
            var order = insistently(line::look).order();
            if (order == null) {
                return;
            }
            expectSameAsEver(order);
            if (order.number() > lastCarriedOut) {
                // what it has done and what it remembers of it are one: a device has no network in between
                reports = carryOut(order);
                lastCarriedOut = order.number();
            }
            for (var report : reports) {
                var id = report.getClass().getSimpleName() + order.number();
                insistently(() -> line.send(id, report));
            }
            if (reports.size() < 2 && order instanceof Order.TurnMotor) {
                command(new Command.Tick());
            }
        }
        throw new IllegalStateException("the orders do not come to an end");
    }

    int drops() {
        return drops;
    }

    Coins inside() {
        return inside;
    }

    long inserted() {
        return inserted;
    }

    long returned() {
        return returned;
    }

    /** A device would ignore another order of a number that it knows. */
    private void expectSameAsEver(Order order) {
        var known = orders.computeIfAbsent(order.number(), _ -> order);
        if (!known.equals(order)) {
            throw new IllegalStateException("a number came again for another order: %s, %s".formatted(known, order));
        }
    }

    private List<Command> carryOut(Order order) {
        return switch (order) {
            case Order.PayOut(int number, var coins, var _) -> {
                pay(coins);
                yield List.of(new Command.CoinsPaidOut(number));
            }
            case Order.TurnMotor(int number, var _, var _) -> {
                var fate = fates.isEmpty() ? Fate.SEEN_TO_DROP : fates.remove();
                yield switch (fate) {
                    case SEEN_TO_DROP -> {
                        drops++;
                        yield List.of(new Command.MotorDone(number), new Command.DropSeen(number));
                    }
                    case JAMMED -> List.of(new Command.MotorDone(number), new Command.DropMissed(number));
                    case DROPPED_UNSEEN -> {
                        drops++;
                        yield List.of(new Command.MotorDone(number));
                    }
                    case JAMMED_UNSEEN -> List.of(new Command.MotorDone(number));
                };
            }
        };
    }

    /** Pays what there is: a service that has lost count may ask for more. */
    private void pay(Coins asked) {
        var coins = asked.lesser(inside);
        inside = inside.minus(coins);
        returned += coins.value();
    }

    private static <T> T insistently(Supplier<Optional<T>> attempt) {
        for (int i = 0; i < PATIENCE; i++) {
            var answer = attempt.get();
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new IllegalStateException("no answer after %d attempts".formatted(PATIENCE));
    }
}
