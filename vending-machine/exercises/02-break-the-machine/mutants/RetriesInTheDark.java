import java.time.Instant;
import java.util.List;
import katas.vending.Command;
import katas.vending.Event;
import katas.vending.Machine;
import katas.vending.Order.TurnMotor;
import katas.vending.Outcome;
import katas.vending.State;

/** Wrong: when nobody says what became of a unit, it pushes out another. */
final class RetriesInTheDark implements Brain {

    private final Brain real = new RealBrain();

    @Override
    public Outcome decide(Machine machine, Command command, Instant now) {
        if (command instanceof Command.Tick
                && machine.state() instanceof State.Dispensing vend
                && vend.order().attempt() == 1
                && !now.isBefore(vend.until())) {
            var again = new TurnMotor(machine.lastOrder() + 1, vend.order().slot(), 2);
            List<Event> events = List.of(new Event.VendRetried(again, now.plusSeconds(10)));
            return new Outcome.Accepted(machine.after(events), events);
        }
        return real.decide(machine, command, now);
    }
}
