import java.time.Instant;
import java.util.List;
import katas.vending.Command;
import katas.vending.Event;
import katas.vending.Machine;
import katas.vending.Order.TurnMotor;
import katas.vending.Outcome;
import katas.vending.State;

/** Wrong: every press turns the motor, the second one too. */
final class OrdersTwice implements Brain {

    private final Brain real = new RealBrain();

    @Override
    public Outcome decide(Machine machine, Command command, Instant now) {
        if (command instanceof Command.SelectSlot && machine.state() instanceof State.Dispensing vend) {
            var again = new TurnMotor(machine.lastOrder() + 1, vend.order().slot(), 1);
            List<Event> events = List.of(new Event.VendRetried(again, vend.until()));
            return new Outcome.Accepted(machine.after(events), events);
        }
        return real.decide(machine, command, now);
    }
}
