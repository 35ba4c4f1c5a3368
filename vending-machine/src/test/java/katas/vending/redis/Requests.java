package katas.vending.redis;

import java.util.Map;
import java.util.TreeMap;
import katas.vending.Claim.Session;
import katas.vending.Coins;
import katas.vending.Command;
import katas.vending.Event;
import katas.vending.Request;
import katas.vending.Slot;
import katas.vending.Tubes;

/** Machines and requests for tests. */
final class Requests {
    static final Session ANN = new Session("ann");
    static final Session BEN = new Session("ben");

    private Requests() {}

    /** Returns a machine that sells tea for 30 and takes 10, 20 and 50. */
    static Event.MachineInstalled teaMachine(int stock) {
        return new Event.MachineInstalled(
                new TreeMap<>(Map.of("A1", new Slot("Tea", 30, stock, false))),
                new Tubes(Coins.of(Map.of(10, 20, 20, 10)), Coins.of(Map.of(10, 40, 20, 20, 50, 5))));
    }

    static Request request(String id, Command command) {
        return new Request(id, command.toString(), command, null, "ses_" + id);
    }

    static Request expecting(long version, String id, Command command) {
        return new Request(id, command.toString(), command, version, "ses_" + id);
    }

    static Command coin(int denomination) {
        return new Command.InsertCoin(denomination, ANN);
    }

    static Command select() {
        return new Command.SelectSlot("A1", ANN);
    }
}
