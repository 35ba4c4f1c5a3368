package katas.vending.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import katas.vending.Command;
import katas.vending.Order;
import katas.vending.table.CommandKind;
import org.jspecify.annotations.Nullable;

/**
 * Several callers at one machine at once. Each command is two steps, load and save, and chance decides whose step is
 * next. A save either compares the version and starts over when it has moved, or does not care.
 */
public final class Interleaving<M> {
    private static final int DEVICE = -1;

    private final Design<M> design;
    private final Setting setting;
    private final boolean comparing;
    private final RandomGenerator random;
    private final List<Caller> callers = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private World<M> world;
    private long version;

    public Interleaving(Design<M> design, Setting setting, M machine, boolean comparing, RandomGenerator random) {
        this.design = design;
        this.setting = setting;
        this.comparing = comparing;
        this.random = random;
        world = new World<>(machine, Device.NEW, Witness.of(setting));
        callers.add(new Caller(DEVICE));
    }

    private final class Caller {
        private final int buyer;
        private final Deque<Command> commands = new ArrayDeque<>();
        private @Nullable M loaded;
        private long loadedVersion;

        Caller(int buyer) {
            this.buyer = buyer;
        }
    }

    /** Adds a caller who does these things one after the other. */
    public Interleaving<M> with(int buyer, Command... commands) {
        var caller = new Caller(buyer);
        caller.commands.addAll(List.of(commands));
        callers.add(caller);
        return this;
    }

    /** Lets all do what they want to do; returns the story of how something went wrong, or nothing. */
    public Optional<String> run() {
        for (int step = 0; step < 1_000; step++) {
            var busy = callers.stream().filter(this::busy).toList();
            if (busy.isEmpty()) {
                return Optional.empty();
            }
            step(busy.get(random.nextInt(busy.size())));
            var violation = world.violation(design, setting);
            if (violation.isPresent()) {
                return Optional.of(String.join(" · ", story) + " · " + violation.get());
            }
        }
        return Optional.of("it never ends: " + String.join(" · ", story));
    }

    public World<M> world() {
        return world;
    }

    private boolean busy(Caller caller) {
        boolean ordered = world.device().read() != null || world.device().wants(order());
        return !caller.commands.isEmpty() || (caller.buyer == DEVICE && ordered);
    }

    private void step(Caller caller) {
        if (caller.commands.isEmpty()) {
            device(caller);
        } else if (caller.loaded == null) {
            load(caller);
        } else {
            save(caller, caller.loaded);
        }
    }

    private void load(Caller caller) {
        caller.loaded = world.machine();
        caller.loadedVersion = version;
        story.add(name(caller) + " reads the machine for " + words(caller.commands.getFirst()));
    }

    private void save(Caller caller, M loaded) {
        caller.loaded = null;
        if (comparing && caller.loadedVersion != version) {
            story.add(name(caller) + " has to read again");
            return;
        }
        var command = caller.commands.removeFirst();
        story.add(name(caller) + " writes " + words(command));
        var witness = command instanceof Command.InsertCoin(int coin, var _)
                ? world.witness().paysIn(caller.buyer, coin)
                : world.witness();
        var before = new World<>(loaded, world.device(), witness);
        world = caller.buyer == DEVICE
                ? before.told(design, setting, command, World.NOW)
                : before.told(design, setting, command, caller.buyer);
        version++;
    }

    private void device(Caller caller) {
        var device = world.device();
        switch (device.read()) {
            case null -> {
                story.add("the device reads its order");
                world = world.with(device.reading(order()), world.witness().forgetsLate());
            }
            case Order.TurnMotor order -> {
                story.add("a unit drops");
                world = world.with(
                        device.hasTurned(order, true, Device.Sensor.SEEN),
                        world.witness().drops(setting.slotNames().indexOf(order.slot())));
                caller.commands.add(new Command.MotorDone(order.number()));
                caller.commands.add(new Command.DropSeen(order.number()));
            }
            case Order.PayOut order -> {
                story.add("the changer pays out " + order.coins());
                world = world.with(
                        device.hasPaid(order),
                        world.witness().getsBack(world.witness().customer(), order.coins()));
                caller.commands.add(new Command.CoinsPaidOut(order.number()));
            }
        }
    }

    private @Nullable Order order() {
        return World.order(design.view(world.machine()));
    }

    private String name(Caller caller) {
        return caller.buyer == DEVICE ? "the device" : setting.buyer(caller.buyer);
    }

    private static String words(Command command) {
        return switch (command) {
            case Command.InsertCoin(int coin, var _) -> "a coin of " + coin;
            case Command.SelectSlot(var slot, var _) -> "a press of " + slot;
            case Command.Cancel _ -> "a cancel";
            case Command.MotorDone _,
                    Command.DropSeen _,
                    Command.DropMissed _,
                    Command.CoinsPaidOut _,
                    Command.Tick _,
                    Command.Restock _,
                    Command.RefillTube _,
                    Command.OpenDoor _,
                    Command.CloseDoor _,
                    Command.RaiseFault _,
                    Command.ClearFault _ -> "a " + CommandKind.of(command).text();
        };
    }
}
