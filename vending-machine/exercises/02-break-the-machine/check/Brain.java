import java.time.Instant;
import katas.vending.Command;
import katas.vending.Machine;
import katas.vending.Outcome;

/** What decides for a machine. */
interface Brain {
    Outcome decide(Machine machine, Command command, Instant now);
}
