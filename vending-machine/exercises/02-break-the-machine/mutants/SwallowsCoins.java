import java.time.Instant;
import java.util.List;
import katas.vending.Command;
import katas.vending.Machine;
import katas.vending.Outcome;
import katas.vending.State;

/** Wrong: takes a coin while it is busy, and knows nothing of it. */
final class SwallowsCoins implements Brain {

    private final Brain real = new RealBrain();

    @Override
    public Outcome decide(Machine machine, Command command, Instant now) {
        boolean busy = machine.state() instanceof State.Dispensing || machine.state() instanceof State.ReturningChange;
        if (command instanceof Command.InsertCoin && busy) {
            return new Outcome.Accepted(machine, List.of());
        }
        return real.decide(machine, command, now);
    }
}
