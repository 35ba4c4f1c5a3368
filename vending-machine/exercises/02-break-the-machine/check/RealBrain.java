import java.time.Instant;
import katas.vending.BoundedChange;
import katas.vending.Command;
import katas.vending.Controller;
import katas.vending.Machine;
import katas.vending.Outcome;
import katas.vending.Timeouts;

/** The kata's own. */
final class RealBrain implements Brain {

    private final Controller controller = new Controller(new BoundedChange(), Timeouts.USUAL);

    @Override
    public Outcome decide(Machine machine, Command command, Instant now) {
        return controller.decide(machine, command, now);
    }
}
