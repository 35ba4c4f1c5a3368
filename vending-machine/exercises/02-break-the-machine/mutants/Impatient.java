import java.time.Instant;
import katas.vending.Command;
import katas.vending.Machine;
import katas.vending.Outcome;

/** Wrong: its minute has 59 seconds. */
final class Impatient implements Brain {

    private final Brain real = new RealBrain();

    @Override
    public Outcome decide(Machine machine, Command command, Instant now) {
        return real.decide(machine, command, command instanceof Command.Tick ? now.plusSeconds(1) : now);
    }
}
