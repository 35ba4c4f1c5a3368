package katas.vending.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import katas.vending.Claim;
import katas.vending.Claim.Session;
import katas.vending.Command;
import katas.vending.Machine;
import katas.vending.Order;
import katas.vending.State;
import katas.vending.world.Device.Sensor;
import katas.vending.world.Move.Cause;
import org.jspecify.annotations.Nullable;

/** Everything that can happen in a world. */
final class Moves<M> {
    private final Design<M> design;
    private final Setting setting;
    private final List<Move<M>> moves = new ArrayList<>();

    private Moves(Design<M> design, Setting setting) {
        this.design = design;
        this.setting = setting;
    }

    static <M> List<Move<M>> of(Design<M> design, Setting setting) {
        var all = new Moves<>(design, setting);
        for (int buyer = 0; buyer < setting.purses().size(); buyer++) {
            all.buyer(buyer, setting.buyer(buyer));
        }
        all.device();
        all.reports();
        if (setting.lateReports()) {
            all.lateReports();
        }
        all.operator();
        all.add("time passes until the machine gives up waiting", Cause.TIME, all::timePasses);
        all.add(
                "power fails",
                Cause.TROUBLE,
                world -> new World<>(
                        design.afterPowerCut(world.machine()),
                        world.device().reading(null),
                        world.witness().forgetsLate()));
        return List.copyOf(all.moves);
    }

    private void add(String sentence, Cause cause, Move.Effect<M> effect) {
        moves.add(new Move<>(sentence, cause, effect));
    }

    private void buyer(int buyer, String name) {
        var session = new Session(name);
        setting.tubes()
                .denominations()
                .forEach(coin -> add(
                        name + " puts in " + coin,
                        Cause.BUYER,
                        world -> world.witness().purses().get(buyer).count(coin) == 0
                                ? null
                                : world.with(world.witness().paysIn(buyer, coin))
                                        .told(design, setting, new Command.InsertCoin(coin, session), buyer)));
        for (var slot : setting.slotNames()) {
            add(
                    name + " presses " + slot,
                    Cause.BUYER,
                    world -> world.told(design, setting, new Command.SelectSlot(slot, session), buyer));
        }
        add(name + " cancels", Cause.BUYER, world -> world.told(design, setting, new Command.Cancel(session), buyer));
    }

    private void device() {
        add("the device reads its order", Cause.DEVICE, world -> {
            var order = order(world);
            return world.device().wants(order)
                    ? world.with(world.device().reading(order), world.witness().forgetsLate())
                    : null;
        });
        motor("the motor turns, a unit drops, and the sensor sees it", true, true, Sensor.SEEN);
        motor("the motor turns, a unit drops, and the sensor is silent", true, true, Sensor.SILENT);
        motor("the motor turns, nothing drops, and the sensor is certain of it", true, false, Sensor.MISSED);
        motor("the motor turns, nothing drops, and the sensor is silent", true, false, Sensor.SILENT);
        motor("the motor does not turn, and the sensor is certain that nothing dropped", false, false, Sensor.MISSED);
        motor("the motor does not turn, and the sensor is silent", false, false, Sensor.SILENT);
        add(
                "the changer pays out",
                Cause.DEVICE,
                world -> world.device().read() instanceof Order.PayOut order
                        ? world.with(
                                world.device().hasPaid(order),
                                world.witness().getsBack(world.witness().customer(), order.coins()))
                        : null);
    }

    private void motor(String sentence, boolean turns, boolean drops, Sensor sensor) {
        add(sentence, Cause.DEVICE, world -> {
            if (!(world.device().read() instanceof Order.TurnMotor order)) {
                return null;
            }
            int slot = setting.slotNames().indexOf(order.slot());
            if (drops && world.witness().units().get(slot) == 0) {
                return null;
            }
            return world.with(
                    world.device().hasTurned(order, turns, sensor),
                    drops ? world.witness().drops(slot) : world.witness());
        });
    }

    private void reports() {
        report("the motor's report arrives", Device::turned, Command.MotorDone::new);
        report("the sensor's report arrives: dropped", device -> device.sensor() == Sensor.SEEN, Command.DropSeen::new);
        report(
                "the sensor's report arrives: nothing dropped",
                device -> device.sensor() == Sensor.MISSED,
                Command.DropMissed::new);
        report("the changer's report arrives", Device::paid, Command.CoinsPaidOut::new);
    }

    private void report(String sentence, Predicate<Device> known, IntFunction<Command> command) {
        add(
                sentence,
                Cause.DEVICE,
                world -> known.test(world.device())
                        ? told(world, command.apply(world.device().last()))
                        : null);
    }

    private void lateReports() {
        late("a late report of an earlier order arrives: the motor has turned", Command.MotorDone::new);
        late("a late report of an earlier order arrives: dropped", Command.DropSeen::new);
        late("a late report of an earlier order arrives: nothing dropped", Command.DropMissed::new);
        late("a late report of an earlier order arrives: paid out", Command.CoinsPaidOut::new);
    }

    private void late(String sentence, IntFunction<Command> command) {
        add(sentence, Cause.TROUBLE, world -> {
            int current = view(world).lastOrder();
            int earlier = order(world) == null ? current : current - 1;
            return earlier < 1 ? null : told(world, command.apply(earlier));
        });
    }

    private void operator() {
        add(
                "the operator cancels",
                Cause.TROUBLE,
                world -> world.told(
                        design,
                        setting,
                        new Command.Cancel(new Claim.Operator()),
                        world.witness().customer()));
        add("the operator opens the door", Cause.TROUBLE, world -> told(world, new Command.OpenDoor()));
        add("the operator closes the door", Cause.TIME, world -> told(world, new Command.CloseDoor()));
        for (var slot : setting.slotNames()) {
            int index = setting.slotNames().indexOf(slot);
            add("the operator puts a unit into " + slot, Cause.OPERATOR, world -> {
                boolean possible = view(world).state() instanceof State.InServiceMode
                        && world.witness().bag() > 0
                        && world.witness().units().get(index) < setting.room();
                return possible
                        ? told(world.with(world.witness().restocks(index)), new Command.Restock(slot, 1))
                        : null;
            });
        }
        setting.tubes()
                .denominations()
                .forEach(coin -> add("the operator fills in " + coin, Cause.OPERATOR, world -> {
                    var machine = view(world);
                    boolean possible = machine.state() instanceof State.InServiceMode
                            && world.witness().spare() > 0
                            && machine.tubes().room(coin) > 0;
                    return possible
                            ? told(world.with(world.witness().refills(coin)), new Command.RefillTube(coin, 1))
                            : null;
                }));
        for (var fault : setting.faults()) {
            add("a fault begins: " + fault, Cause.TROUBLE, world -> told(world, new Command.RaiseFault(fault)));
            add("a fault ends: " + fault, Cause.OPERATOR, world -> told(world, new Command.ClearFault(fault)));
        }
    }

    private @Nullable World<M> timePasses(World<M> world) {
        return switch (view(world).state()) {
            case State.HoldingCredit state -> world.told(design, setting, new Command.Tick(), state.until());
            case State.Dispensing state -> world.told(design, setting, new Command.Tick(), state.until());
            case State.Idle _, State.ReturningChange _, State.OutOfService _, State.InServiceMode _ ->
                world.told(design, setting, new Command.Tick(), Instant.MAX);
        };
    }

    private World<M> told(World<M> world, Command command) {
        return world.told(design, setting, command, World.NOW);
    }

    private Machine view(World<M> world) {
        return design.view(world.machine());
    }

    private @Nullable Order order(World<M> world) {
        return World.order(view(world));
    }
}
