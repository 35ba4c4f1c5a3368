package counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.Run;

class CounterChecks {

    private final Counter counter = new Counter();

    @Check("C-3")
    void nobody_gets_a_number_twice() {
        Set<Integer> given = new HashSet<>();
        for (int visitor = 1; visitor <= 4; visitor++) {
            int number = counter.next();
            if (!given.add(number)) {
                throw CheckFailure.expected("4 numbers", given.size())
                        .breaking("a number belongs to one visitor")
                        .shownBy(List.of("visitor " + visitor + " got " + number + "   ← taken"));
            }
        }
    }

    @Check("C-1")
    void the_first_visitor_is_number_1(Run run) {
        int first = counter.next();
        run.measured("counted", first);
        if (first != 1) {
            throw CheckFailure.expected(1, first);
        }
    }

    @Check("C-2")
    void three_visitors_are_three() {
        counter.next();
        counter.next();

        assertThat(counter.next()).isEqualTo(3);
    }
}
