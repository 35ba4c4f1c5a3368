package broken;

import java.util.function.IntUnaryOperator;

/** What the learner's tests see. */
final class CounterUnderTest {
    static IntUnaryOperator step = last -> last + 1;

    private int last;

    int next() {
        last = step.applyAsInt(last);
        return last;
    }
}
