package broken;

import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.LearnersTests;

class BreakChecks {

    @Check("B-1")
    void pass_on_the_real_counter() {
        CounterUnderTest.step = last -> last + 1;
        LearnersTests.run(CountersTest.class).mustPassOn("the real counter");
    }

    @Check("B-2")
    void catch_counter_a() {
        CounterUnderTest.step = new SticksAtOne();
        LearnersTests.run(CountersTest.class).mustFailOn("counter A");
    }

    @Check("B-3")
    void catch_counter_b() {
        CounterUnderTest.step = new CountsByTwo();
        LearnersTests.run(CountersTest.class).mustFailOn("counter B");
    }
}
