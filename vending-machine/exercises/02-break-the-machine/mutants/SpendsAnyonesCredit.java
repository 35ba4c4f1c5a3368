import java.time.Instant;
import katas.vending.Claim;
import katas.vending.Command;
import katas.vending.Machine;
import katas.vending.Outcome;

/** Wrong: sells to whoever presses first. */
final class SpendsAnyonesCredit implements Brain {

    private final Brain real = new RealBrain();

    @Override
    public Outcome decide(Machine machine, Command command, Instant now) {
        return real.decide(
                machine,
                command instanceof Command.SelectSlot(var slot, var _)
                        ? new Command.SelectSlot(slot, new Claim.Operator())
                        : command,
                now);
    }
}
