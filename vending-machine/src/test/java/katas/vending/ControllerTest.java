package katas.vending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import katas.vending.Claim.Session;
import org.junit.jupiter.api.Test;

class ControllerTest {
    private static final Session ANN = new Session("ann");
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final Controller controller = new Controller(new BoundedChange(), Timeouts.USUAL);
    private final Machine machine = Machine.replay(List.of(new Event.MachineInstalled(
            new TreeMap<>(Map.of("A1", new Slot("Tea", 30, 5, false))),
            new Tubes(Coins.of(Map.of(10, 3)), Coins.of(Map.of(10, 20, 50, 20))))));

    @Test
    void sells_one_unit_and_pays_the_change_that_was_found_before() {
        var sold = after(
                machine,
                new Command.InsertCoin(50, ANN),
                new Command.SelectSlot("A1", ANN),
                new Command.MotorDone(1),
                new Command.DropSeen(1),
                new Command.CoinsPaidOut(2));

        assertThat(sold.state()).isEqualTo(new State.Idle());
        assertThat(sold.tubes().content()).isEqualTo(Coins.of(Map.of(10, 1, 50, 1)));
        assertThat(sold.slots()).containsEntry("A1", new Slot("Tea", 30, 4, false));
        assertThat(Audit.violations(sold)).isEmpty();
    }

    private Machine after(Machine start, Command... commands) {
        var next = start;
        for (var command : commands) {
            var outcome = controller.decide(next, command, NOW);
            assertThat(outcome).as(command.toString()).isInstanceOf(Outcome.Accepted.class);
            next = outcome.machine();
        }
        return next;
    }
}
