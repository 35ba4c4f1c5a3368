package katas.lab.testing.runner;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.EnvironmentFailure;

/** Tells failures apart, and puts what they know into an event. */
final class Failures {

    private static final int FRAMES = 40;

    private Failures() {}

    static JsonLine describe(JsonLine line, Throwable thrown) {
        var root = causes(thrown).toList().getLast();
        var environment = causes(thrown).filter(Failures::isOfTheEnvironment).findFirst();
        if (environment.isPresent()) {
            line.with("kind", "environment").with("message", environment.get().getMessage());
        } else if (thrown instanceof CheckFailure failure) {
            line.with("kind", "check")
                    .with("message", failure.getMessage())
                    .with("expected", failure.expected())
                    .with("got", failure.got())
                    .with("broken", failure.broken())
                    .with("counterExample", failure.counterExample());
        } else if (thrown instanceof AssertionError) {
            line.with("kind", "assertion").with("message", thrown.getMessage());
        } else {
            line.with("kind", "exception")
                    .with("type", root.getClass().getSimpleName())
                    .with("message", root.getMessage());
        }
        return line.with("frames", frames(root.getStackTrace())).with("trace", trace(thrown));
    }

    /** What the servers and their extension throw is never the fault of the code under test. */
    private static boolean isOfTheEnvironment(Throwable thrown) {
        return thrown instanceof EnvironmentFailure
                || thrown.getClass().getPackageName().equals("katas.lab.infrastructure")
                || Arrays.stream(thrown.getStackTrace())
                        .anyMatch(each -> each.getClassName().equals("katas.lab.testing.LabExtension"));
    }

    static List<String> frames(StackTraceElement[] trace) {
        return Arrays.stream(trace)
                .limit(FRAMES)
                .map(each -> each.getClassName() + "." + each.getMethodName() + "(" + each.getFileName() + ":"
                        + each.getLineNumber() + ")")
                .toList();
    }

    /** Finds the first line of the lab's own code in a trace: the test's, or what it called. */
    static Optional<String> ownFrame(Throwable thrown) {
        return causes(thrown)
                .flatMap(each -> Arrays.stream(each.getStackTrace()))
                .filter(each -> each.getClassName().startsWith("katas."))
                .map(each -> each.getFileName() + ":" + each.getLineNumber())
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause).limit(20);
    }

    private static String trace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
