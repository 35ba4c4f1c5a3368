package katas.vending.json;

import java.util.List;
import java.util.Random;
import katas.vending.Claim;
import katas.vending.Claim.Session;
import katas.vending.Command;
import katas.vending.Fault;
import katas.vending.Machine;
import katas.vending.Order;
import katas.vending.State;

/** Commands by chance, of which many are about what the machine is doing. */
public final class RandomCommands {
    private static final List<Integer> COINS = List.of(10, 20, 50, 7);
    private static final List<String> SLOTS = List.of("A1", "A2", "Z9");
    private static final List<Session> SESSIONS = List.of(new Session("ann"), new Session("ben"));

    private final Random random;

    public RandomCommands(Random random) {
        this.random = random;
    }

    public Command next(Machine machine) {
        var session = any(SESSIONS);
        Claim claim = random.nextInt(4) == 0 ? new Claim.Operator() : session;
        int order = order(machine);
        return switch (random.nextInt(18)) {
            case 0, 1, 2 -> new Command.InsertCoin(any(COINS), session);
            case 3, 4, 5 -> new Command.SelectSlot(any(SLOTS), claim);
            case 6 -> new Command.Cancel(claim);
            case 7 -> new Command.MotorDone(order);
            case 8 -> new Command.DropSeen(order);
            case 9 -> new Command.DropMissed(order);
            case 10 -> new Command.CoinsPaidOut(order);
            case 11 -> new Command.Tick();
            case 12 -> new Command.Restock(any(SLOTS), 1 + random.nextInt(3));
            case 13 -> new Command.RefillTube(any(COINS), 1 + random.nextInt(3));
            case 14 -> new Command.OpenDoor();
            case 15 -> new Command.CloseDoor();
            case 16 -> new Command.RaiseFault(any(List.of(Fault.values())));
            default -> new Command.ClearFault(any(List.of(Fault.values())));
        };
    }

    private int order(Machine machine) {
        int stray = random.nextInt(8) == 0 ? 1 : 0;
        return switch (machine.state()) {
            case State.Dispensing(Order.TurnMotor(int number, var _, var _), var _, var _, var _, var _, var _) ->
                number + stray;
            case State.ReturningChange(Order.PayOut(int number, var _, var _)) -> number + stray;
            case State.Idle _, State.HoldingCredit _, State.OutOfService _, State.InServiceMode _ -> 1;
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
