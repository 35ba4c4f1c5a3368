package katas.lab.testing.exercise;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that the code under check is not done, as a teacher would: what was expected, what came, which rule that breaks,
 * and a counter-example in the words of the domain.
 *
 * <p>A counter-example is a proof: one run of several that has one is enough for a red.
 */
public final class CheckFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String got;
    private final @Nullable String broken;
    private final transient List<String> counterExample;

    private CheckFailure(String expected, String got, @Nullable String broken, List<String> counterExample) {
        super("expected " + expected + ", got " + got);
        this.expected = expected;
        this.got = got;
        this.broken = broken;
        this.counterExample = List.copyOf(counterExample);
    }

    /** Starts a failure with the two facts that every one has. */
    public static CheckFailure expected(Object expected, Object got) {
        return new CheckFailure(expected.toString(), got.toString(), null, List.of());
    }

    /** Returns this failure with the invariant that it breaks. */
    public CheckFailure breaking(String invariant) {
        return new CheckFailure(expected, got, invariant, counterExample);
    }

    /** Returns this failure with the shortest history that shows it, one event a line. */
    public CheckFailure shownBy(List<String> history) {
        return new CheckFailure(expected, got, broken, history);
    }

    public String expected() {
        return expected;
    }

    public String got() {
        return got;
    }

    public @Nullable String broken() {
        return broken;
    }

    public List<String> counterExample() {
        return counterExample;
    }
}
