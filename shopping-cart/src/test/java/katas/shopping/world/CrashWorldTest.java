package katas.shopping.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import katas.lab.testing.Rounds;
import katas.lab.testing.Seeds;
import katas.shopping.effect.CrashPoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way a checkout can go, once for every point on that way: the process dies there, and again while it recovers. */
class CrashWorldTest {
    private static final long SEED = Seeds.next();
    private static final int NEVER = -1;

    @ParameterizedTest
    @EnumSource
    void a_checkout_ends_as_it_would_have_wherever_a_process_dies_and_wherever_the_next_one_does(Way way) {
        var calm = new Countdown(NEVER);
        var world = run(way, calm);
        assertThat(world.trouble.reached()).hasSizeGreaterThanOrEqualTo(15);
        assertThat(world.crashes()).isZero();

        var random = new SplittableRandom(SEED);
        for (int first = 0; first < calm.passed; first++) {
            for (int round = 0; round < Rounds.of(2, 40); round++) {
                var crashed = run(way, new Countdown(first, random.nextInt(calm.passed)));

                assertThat(crashed.crashes()).isPositive();
            }
        }
        System.out.printf("%s: crashed at each of %d points%n", way, calm.passed);
    }

    private static World run(Way way, Predicate<CrashPoint> crashes) {
        var world = new World(SEED, Rules.CALM);
        way.begin(world);
        world.trouble.crashing(crashes);

        world.settle();

        world.books.addUpAtRest();
        assertThat(world.books.orders(way.end())).isEqualTo(1);
        assertThat(world.books.orders()).hasSize(1);
        return world;
    }

    /** Lets a process die when so many points were passed, and another when so many more were. */
    private static final class Countdown implements Predicate<CrashPoint> {
        private final Set<Integer> crashes = new TreeSet<>();
        private int passed;

        Countdown(int first) {
            crashes.add(first);
        }

        Countdown(int first, int later) {
            crashes.add(first);
            crashes.add(first + 1 + later);
        }

        @Override
        public boolean test(CrashPoint point) {
            return crashes.contains(passed++);
        }
    }
}
