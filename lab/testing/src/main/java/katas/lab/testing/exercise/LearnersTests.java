package katas.lab.testing.exercise;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What came of the tests that a learner wrote, run inside a check of a <em>break</em> exercise.
 *
 * @param found how many tests there are
 * @param failures one line for each that failed
 */
public record LearnersTests(int found, List<String> failures) {

    public LearnersTests {
        failures = List.copyOf(failures);
    }

    /** Runs them all. */
    public static LearnersTests run(Class<?> testClass) {
        var listener = new Listener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(testClass))
                                .build(),
                        listener);
        return new LearnersTests(listener.found, listener.failures);
    }

    /** Throws unless there are tests and all of them pass, as they must on what is right. */
    public void mustPassOn(String right) {
        if (found == 0) {
            throw CheckFailure.expected("at least one test", "none");
        }
        if (!failures.isEmpty()) {
            throw CheckFailure.expected("all " + found + " of your tests pass on " + right, failures.size() + " failed")
                    .breaking("a test that fails on what is right proves nothing about what is wrong")
                    .shownBy(failures);
        }
    }

    /** Throws unless at least one test fails, as it must on what is wrong. */
    public void mustFailOn(String wrong) {
        if (failures.isEmpty()) {
            throw CheckFailure.expected("one of your tests fails on " + wrong, "all " + found + " pass");
        }
    }

    private static final class Listener implements TestExecutionListener {
        private final List<String> failures = new ArrayList<>();
        private int found;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                found++;
            }
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                var why = result.getThrowable().map(Throwable::toString).orElse("");
                var name = test.getDisplayName().replace("()", "").replace('_', ' ');
                failures.add(name + "  " + why.lines().findFirst().orElse(""));
            }
        }
    }
}
