package katas.vending.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import katas.lab.testing.MutableClock;
import katas.lab.testing.Rounds;
import katas.lab.testing.Seeds;
import katas.vending.BoundedChange;
import katas.vending.Coins;
import katas.vending.Controller;
import katas.vending.Event;
import katas.vending.JournalEntry;
import katas.vending.Machine;
import katas.vending.Slot;
import katas.vending.Snapshot;
import katas.vending.Timeouts;
import katas.vending.Tubes;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final int COMMANDS = 2_000;

    private final StoredFormat format = new StoredFormat();
    private final Controller controller = new Controller(new BoundedChange(), Timeouts.USUAL);

    @Test
    void a_machine_read_back_is_the_one_that_its_journal_read_back_adds_up_to() {
        long seed = Seeds.next();
        var kinds = new HashSet<Class<?>>();
        for (int round = 0; round < Rounds.of(10, 100); round++) {
            var random = new Random(seed + round);
            var commands = new RandomCommands(random);
            var clock = MutableClock.at(Instant.parse("2026-01-01T12:00:00Z"));
            var history = new ArrayList<Event>(List.of(installation()));
            var machine = Machine.replay(history);
            for (int i = 0; i < COMMANDS; i++) {
                clock.advance(Duration.ofMillis(random.nextInt(8_000)));
                var outcome = controller.decide(machine, commands.next(machine), clock.instant());
                history.addAll(outcome.events());
                machine = outcome.machine();
            }

            var snapshot = new Snapshot("m", 5, machine);
            var texts = history.stream()
                    .map(event -> format.write(new JournalEntry(0, 1, clock.instant(), "c", event)))
                    .toList();
            var journal = texts.stream()
                    .map(text -> format.readEntry(1, text).event())
                    .toList();

            assertThat(format.readSnapshot(format.write(snapshot))).isEqualTo(snapshot);
            assertThat(journal).isEqualTo(history);
            assertThat(Machine.replay(journal)).isEqualTo(machine);
            journal.forEach(event -> kinds.add(event.getClass()));
        }
        assertThat(kinds).as("kinds of event met").isEqualTo(Set.of(Event.class.getPermittedSubclasses()));
    }

    private static Event.MachineInstalled installation() {
        return new Event.MachineInstalled(
                new TreeMap<>(Map.of("A1", new Slot("Tea", 30, 5, false), "A2", new Slot("Soup", 50, 5, false))),
                new Tubes(Coins.of(Map.of(10, 10, 20, 5)), Coins.of(Map.of(10, 20, 20, 20, 50, 5))));
    }
}
