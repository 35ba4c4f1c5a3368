package katas.vending.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import katas.lab.testing.Seeds;
import katas.vending.Books.Entry;
import katas.vending.Machine;
import org.junit.jupiter.api.Test;

class WalkTest {
    private static final int WALKS = 500;
    private static final int STEPS = 2_000;

    @Test
    void a_million_random_steps_in_a_larger_world_lose_no_coin_and_no_unit() {
        var random = new SplittableRandom(Seeds.next());
        var machines = new ArrayList<Machine>();

        for (int number = 0; number < WALKS; number++) {
            var setting = Setting.large();
            var start = Machine.replay(List.of(setting.installation()));
            var walk = new Walk<>(new JournalledDesign(), setting, start, random.split());
            assertThat(walk.steps(STEPS)).isEmpty();
            machines.add(walk.machine());
        }

        for (var entry : Entry.values()) {
            long sum = machines.stream()
                    .mapToLong(machine -> machine.books().sum(entry))
                    .sum();
            System.out.printf("%,d %s%n", sum, entry);
            assertThat(sum).as("%s must happen, or nothing was tested", entry).isPositive();
        }
    }
}
