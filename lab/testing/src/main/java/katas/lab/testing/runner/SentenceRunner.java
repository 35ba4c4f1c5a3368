package katas.lab.testing.runner;

import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import katas.lab.testing.exercise.CheckOrder;
import katas.lab.testing.exercise.CheckPlan;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests in a JVM of their own and prints each as a sentence; with {@code --events FILE} also as JSON lines.
 *
 * <p>Plain tests ({@code ./kata test}) or, with {@code --checks}, an exercise's checks ({@code ./kata check}): those in
 * the given order and number, under a time limit, with nothing on the standard output but what they print. Ends with 0 when all passed, 1 when not, 4 on wrong arguments or when there was nothing to run.
 */
public final class SentenceRunner {

    /** The system property that names a file for the standard error. */
    public static final String ERRORS = "lab.errors";

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 4;

    private SentenceRunner() {}

    public static void main(String[] args) {
        int status;
        try {
            divertErrors();
            status = run(RunnerArguments.parse(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            status = USAGE;
        }
        System.exit(status);
    }

    /** Errors, and the logs that go the same way, to the file that the property names: they are not for the audience. */
    private static void divertErrors() {
        var file = System.getProperty(ERRORS);
        if (file != null) {
            try {
                System.setErr(new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8));
            } catch (FileNotFoundException e) {
                throw new IllegalArgumentException("cannot write to " + file, e);
            }
        }
    }

    private static int run(RunnerArguments arguments) {
        var log = Optional.ofNullable(arguments.events()).map(EventLog::to).orElseGet(EventLog::discarded);
        var witness = new ExitWitness(log);
        var results = new RecordedResults(log);
        var token = CancellationToken.create();
        var request = request(arguments)
                .forExecution()
                .cancellationToken(token)
                .listeners(
                        audience(arguments),
                        results,
                        new StopAfter(arguments.stopAfter(), new HashSet<>(), token),
                        arguments.timeLimit() == null
                                ? new TestExecutionListener() {}
                                : new TimeLimit(arguments.timeLimit(), log))
                .build();
        LauncherFactory.create().execute(request);
        witness.done();
        int red = results.count("failed") + results.count("inconclusive");
        if (red + results.count("passed") + results.count("skipped") == 0) {
            System.err.println("No test found for " + arguments.selectors());
            return USAGE;
        }
        return red == 0 ? PASSED : FAILED;
    }

    private static TestExecutionListener audience(RunnerArguments arguments) {
        return arguments.checks() == null
                ? new SpokenResults(
                        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8))
                : LearnerOutput.install();
    }

    private static LauncherDiscoveryRequestBuilder request(RunnerArguments arguments) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(arguments.selectors())
                .configurationParameter("junit.jupiter.displayname.generator.default", Sentences.class.getName());
        if (!arguments.excludedTags().isEmpty()) {
            request.filters(TagFilter.excludeTags(arguments.excludedTags()));
        }
        if (arguments.checks() != null) {
            request.filters(only(CheckPlan.parse(Optional.of(arguments.checks()))))
                    .configurationParameter(CheckPlan.PARAMETER, arguments.checks())
                    .configurationParameter("junit.jupiter.testmethod.order.default", CheckOrder.class.getName());
        }
        return request;
    }

    private static PostDiscoveryFilter only(CheckPlan plan) {
        return (TestDescriptor descriptor) -> FilterResult.includedIf(
                Tests.checkId(descriptor.getSource()).filter(plan::includes).isPresent());
    }

    /** Ends the run once one of the named checks has failed, after the last of its runs. */
    private record StopAfter(List<String> ids, Set<String> failed, CancellationToken token)
            implements TestExecutionListener {

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            var id = Tests.checkId(test.getSource()).filter(ids::contains).orElse("");
            if (test.isTest() && result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                failed.add(id);
            }
            if (!test.isTest() && !id.isEmpty() && failed.contains(id)) {
                token.cancel();
            }
        }
    }
}
