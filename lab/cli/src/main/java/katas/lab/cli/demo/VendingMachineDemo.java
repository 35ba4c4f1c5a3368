package katas.lab.cli.demo;

import static katas.lab.cli.terminal.Colour.GREEN;
import static katas.lab.cli.terminal.Colour.RED;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import katas.lab.cli.run.Service;
import katas.lab.cli.terminal.Activity;
import katas.lab.cli.terminal.Console;
import tools.jackson.databind.JsonNode;

/** Thirty buyers and one tea, a power cut in the middle of a vend, and a change that the largest coin spoils. */
final class VendingMachineDemo implements Demo {
    private static final int REPLICAS = 3;
    private static final int BUYERS = 30;
    private static final int COIN = 50;
    private static final int NAMES = 15;
    private static final int WIDTH = 24;
    private static final String OURS = "journalled";
    private static final String FORGETFUL = "no-journal";
    private static final String GREEDY = "greedy-change";
    private static final List<Map<String, Integer>> TUBES = List.of(
            MachineClient.tube(10, 3),
            MachineClient.tube(25, 1),
            MachineClient.tube(50, 0),
            MachineClient.tube(100, 0));

    /**
     * Patient, so that a busy machine is not taken for a fault. And short lives: what the second compiler would gain is
     * not worth what it takes from the others on a small machine.
     */
    private static final Map<String, String> SHORT_LIVED = Map.of(
            "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1",
            "KATAS_VENDINGMACHINE_DEADLINE", "10s",
            "KATAS_VENDINGMACHINE_MOTORTIMEOUT", "10m");

    @Override
    public String kata() {
        return "vending-machine";
    }

    @Override
    public void play(Stage stage) {
        var console = stage.console();
        console.line();
        console.line(
                " A vending machine holds one tea for 50, and three replicas of a service look after it. Thirty buyers");
        console.line(
                " put in a coin of 50 each and press the button, all at once. Each replica keeps the machine in memory.");
        var guess = stage.ask(" How often is the motor told to turn?");
        console.line();
        try (var machines = new MachineClient()) {
            var naive = stage.start("naive", REPLICAS, SHORT_LIVED);
            var ours = stage.start(OURS, REPLICAS, SHORT_LIVED);
            warmUp(console, machines, ours);
            lastItem(console, machines, naive, ours, guess);
            stage.stop(naive);
            powerCut(stage, machines, ours);
            change(stage, machines, ours);
        }
        console.line(" How it works, and what each way costs: vending-machine/README.md");
    }

    /** A JVM that has just started shows nothing but that. */
    private static void warmUp(Console console, MachineClient machines, List<Service> ours) {
        try (var activity = Activity.begin(console, "warming up")) {
            machines.install(ours.getFirst(), "warm-up", 1, TUBES);
            var _ = Volley.fire(BUYERS, buyer -> machines.look(ours.get(buyer % REPLICAS), "warm-up"));
            activity.done("warmed up");
        }
        console.line();
    }

    private static void lastItem(
            Console console, MachineClient machines, List<Service> naive, List<Service> ours, Optional<String> guess) {
        var card = new Card(console, NAMES, WIDTH);
        card.heading("1  one tea, 30 buyers at once, 3 replicas");
        // each naive replica has machines of its own: that is part of the matter
        naive.forEach(replica -> machines.install(replica, "lobby", 1, TUBES));
        machines.install(ours.getFirst(), "lobby", 1, TUBES);

        card.guess(guess);
        long wrong = turns(machines, naive);
        card.row(
                "naive",
                RED,
                wrong + " turns of the motor",
                "each replica believes in a tea of its own, and sells it again and again");

        long right = turns(machines, ours);
        card.row(OURS, GREEN, right + " turn of the motor", books(machines, ours.getFirst(), "lobby"));
        must(right == 1, "the motor turned " + right + " times for one tea");
        console.line();
    }

    private static long turns(MachineClient machines, List<Service> replicas) {
        return Volley.fire(BUYERS, buyer -> {
                    var replica = replicas.get(buyer % replicas.size());
                    return machines.insert(replica, "lobby", COIN)
                            .filter(session -> machines.press(replica, "lobby", "A1", session))
                            .isPresent();
                })
                .stream()
                .filter(turned -> turned)
                .count();
    }

    private static void powerCut(Stage stage, MachineClient machines, List<Service> ours) {
        var console = stage.console();
        var forgetful = stage.start(FORGETFUL, 1, SHORT_LIVED).getFirst();
        var card = new Card(console, NAMES, WIDTH);
        card.heading("2  Ann pays 50, the tea drops, and before anybody has said so the service is killed with -9");
        machines.install(forgetful, "platform-1", 5, TUBES);
        machines.install(ours.getFirst(), "platform-2", 5, TUBES);

        int wrong = dropsForOnePayment(
                machines,
                forgetful,
                () -> stage.start(FORGETFUL, 1, SHORT_LIVED).getFirst(),
                "platform-1");
        card.row(FORGETFUL, RED, wrong + " teas for one payment", "it forgot that it had sold");

        var other = ours.getLast();
        int right = dropsForOnePayment(machines, ours.getFirst(), () -> other, "platform-2");
        card.row(OURS, GREEN, right + " tea for one payment", books(machines, other, "platform-2"));
        must(right == 1, right + " teas for one payment");
        console.line();
    }

    /** Ann buys, the service dies, another takes over; the device does what it is ordered to, and Ann presses again. */
    private static int dropsForOnePayment(
            MachineClient machines, Service replica, Supplier<Service> successor, String machine) {
        var device = new Device();
        var session = machines.insert(replica, machine, COIN).orElseThrow();
        machines.press(replica, machine, "A1", session);
        device.carryOut(machines.look(replica, machine));
        replica.kill();

        var next = successor.get();
        machines.press(next, machine, "A1", session);
        device.carryOut(machines.look(next, machine));
        device.report(machines, next, machine);
        return device.dropped;
    }

    private static void change(Stage stage, MachineClient machines, List<Service> ours) {
        var console = stage.console();
        var greedy = stage.start(GREEDY, 1, SHORT_LIVED).getFirst();
        var card = new Card(console, NAMES, WIDTH);
        card.heading("3  a cocoa for 70 and a coin of 100; in the tubes: one 25, three 10");
        var replica = ours.getLast();
        machines.install(replica, "library", 1, TUBES);

        var session = machines.insert(greedy, "library", 100).orElseThrow();
        must(!machines.press(greedy, "library", "B2", session), "greedy change found 30");
        card.row(GREEDY, RED, "refuses the sale", "25 first, and then there are no fives");

        must(machines.press(replica, "library", "B2", session), "30 are there, and were not found");
        var device = new Device();
        device.carryOut(machines.look(replica, "library"));
        device.report(machines, replica, "library");
        device.carryOut(machines.look(replica, "library"));
        device.report(machines, replica, "library");
        must(device.paid == 30, "paid " + device.paid);
        card.row(OURS, GREEN, "sells, and returns 30", books(machines, replica, "library"));
        console.line();
    }

    /** The motor, the sensor and the changer: does nothing twice, and says truthfully what it did. */
    private static final class Device {
        private int carriedOut;
        private int dropped;
        private long paid;

        void carryOut(JsonNode machine) {
            var order = machine.path("order");
            int number = order.path("number").asInt(0);
            if (number <= carriedOut) {
                return;
            }
            carriedOut = number;
            if (turnsMotor(order)) {
                dropped++;
            } else {
                paid += order.path("amount").asLong();
            }
        }

        void report(MachineClient machines, Service replica, String machine) {
            var order = machines.look(replica, machine).path("order");
            machines.report(replica, machine, turnsMotor(order) ? "drop-seen" : "coins-paid-out", carriedOut);
        }

        private static boolean turnsMotor(JsonNode order) {
            return order.path("type").asString("").equals("turn-motor");
        }
    }

    private static String books(MachineClient machines, Service replica, String machine) {
        var books = machines.books(replica, machine);
        var sums = books.path("sums");
        long returned = sums.path("rejected").asLong()
                + sums.path("change").asLong()
                + sums.path("refunded").asLong();
        must(books.path("balanced").asBoolean(), "the books do not balance: " + books);
        return String.format(
                Locale.ROOT,
                "books: %,d in = %,d sold + %,d returned + %,d held",
                sums.path("inserted").asLong(),
                sums.path("sales").asLong(),
                returned,
                books.path("held").path("credit").asLong()
                        + books.path("held").path("owed").asLong());
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
