package katas.lab.testing.runner;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes what happens as events: started, passed, failed, inconclusive, skipped, measured, done. */
final class RecordedResults implements TestExecutionListener {

    private final EventLog log;
    private final Map<String, Long> startedNanos = new HashMap<>();
    private final Map<String, Integer> totals = new HashMap<>();
    private @Nullable TestPlan plan;

    RecordedResults(EventLog log) {
        this.log = log;
    }

    int count(String outcome) {
        return totals.getOrDefault(outcome, 0);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        startedNanos.put(test.getUniqueId(), System.nanoTime());
        if (test.isTest()) {
            log.write(event("started", test));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        totals.merge("skipped", 1, Integer::sum);
        log.write(event("skipped", test).with("reason", reason));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entry.getKeyValuePairs()
                .forEach((name, value) ->
                        log.write(event("measured", test).with("name", name).with("value", value)));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean failed = result.getStatus() == TestExecutionResult.Status.FAILED;
        if (!test.isTest() && !failed) {
            return;
        }
        var outcome = switch (result.getStatus()) {
            case SUCCESSFUL -> "passed";
            case FAILED -> "failed";
            case ABORTED -> "inconclusive";
        };
        totals.merge(outcome, 1, Integer::sum);
        long nanos = System.nanoTime() - startedNanos.getOrDefault(test.getUniqueId(), System.nanoTime());
        var line = event(outcome, test).with("millis", nanos / 1_000_000);
        result.getThrowable().ifPresent(each -> Failures.describe(line, each));
        log.write(line);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        log.write(new JsonLine("done")
                .with("passed", count("passed"))
                .with("failed", count("failed"))
                .with("inconclusive", count("inconclusive"))
                .with("skipped", count("skipped")));
    }

    private JsonLine event(String name, TestIdentifier test) {
        var tests = Optional.ofNullable(plan).orElseThrow();
        return new JsonLine(name)
                .with("test", test.getUniqueId())
                .with("check", Tests.checkId(test.getSource()).orElse(null))
                .with("className", className(test))
                .with("situation", Tests.situation(tests, test))
                .with("sentence", Tests.sentence(tests, test));
    }

    private static @Nullable String className(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(each -> ((MethodSource) each).getClassName())
                .orElse(null);
    }
}
