import java.time.Instant;
import java.util.List;
import katas.vending.Command;
import katas.vending.Event;
import katas.vending.Machine;
import katas.vending.Order.PayOut;
import katas.vending.Order.Purpose;
import katas.vending.Outcome;
import katas.vending.State;

/** Wrong: gives the money back while the motor turns. */
final class FreeOnCancel implements Brain {

    private final Brain real = new RealBrain();

    @Override
    public Outcome decide(Machine machine, Command command, Instant now) {
        if (command instanceof Command.Cancel && machine.state() instanceof State.Dispensing vend) {
            List<Event> refund = List.of(
                    new Event.PayOutStarted(new PayOut(machine.lastOrder() + 1, vend.escrow(), Purpose.REFUND)));
            return new Outcome.Accepted(machine.after(refund), refund);
        }
        return real.decide(machine, command, now);
    }
}
