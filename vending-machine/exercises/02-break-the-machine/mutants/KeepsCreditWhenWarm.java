import java.time.Instant;
import java.util.List;
import katas.vending.Command;
import katas.vending.Machine;
import katas.vending.Outcome;
import katas.vending.Refusal;

/** Wrong: a fault stops it from selling, and from giving money back. */
final class KeepsCreditWhenWarm implements Brain {

    private final Brain real = new RealBrain();

    @Override
    public Outcome decide(Machine machine, Command command, Instant now) {
        return command instanceof Command.Cancel && !machine.faults().isEmpty()
                ? new Outcome.Refused(Refusal.FAULTY, machine, List.of())
                : real.decide(machine, command, now);
    }
}
