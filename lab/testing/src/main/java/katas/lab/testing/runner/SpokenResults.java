package katas.lab.testing.runner;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints each test's sentence when it ends, under the words of its class. */
final class SpokenResults implements TestExecutionListener {

    private static final int MESSAGE_LINES = 12;

    private final PrintStream out;
    private final Map<String, Long> startedNanos = new HashMap<>();
    private @Nullable TestPlan plan;
    private String lastSituation = "";

    SpokenResults(PrintStream out) {
        this.out = out;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        startedNanos.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        line("⏭", test, "(" + reason + ")");
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean failed = result.getStatus() == TestExecutionResult.Status.FAILED;
        if (!test.isTest() && !failed) {
            return;
        }
        long nanos = System.nanoTime() - startedNanos.getOrDefault(test.getUniqueId(), System.nanoTime());
        var mark = switch (result.getStatus()) {
            case SUCCESSFUL -> "✓";
            case FAILED -> "✗";
            case ABORTED -> "?";
        };
        line(mark, test, nanos < 100_000_000 ? "" : String.format(Locale.ROOT, "(%.1f s)", nanos / 1e9));
        result.getThrowable().ifPresent(this::explain);
    }

    private void line(String mark, TestIdentifier test, String remark) {
        var tests = Optional.ofNullable(plan).orElseThrow();
        var situation = Tests.situation(tests, test);
        if (!situation.equals(lastSituation) && !situation.isEmpty()) {
            out.println(situation);
            lastSituation = situation;
        }
        out.println((" " + mark + " " + Tests.sentence(tests, test) + " " + remark).stripTrailing());
    }

    private void explain(Throwable thrown) {
        var message = thrown instanceof AssertionError && thrown.getMessage() != null
                ? thrown.getMessage()
                : thrown.toString();
        List<String> lines = message.strip().lines().toList();
        lines.stream().limit(MESSAGE_LINES).forEach(each -> out.println("     " + each));
        if (lines.size() > MESSAGE_LINES) {
            out.println("     … " + (lines.size() - MESSAGE_LINES) + " lines more");
        }
        Failures.ownFrame(thrown).ifPresent(each -> out.println("     at " + each));
    }
}
