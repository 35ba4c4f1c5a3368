package katas.lab.testing.runner;

import java.util.Arrays;
import java.util.List;

/** Writes who ended the JVM when it ends before the tests do. */
final class ExitWitness {

    private volatile boolean done;

    ExitWitness(EventLog log) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!done) {
                log.write(new JsonLine("exit").with("frames", framesOfExit()));
            }
        }));
    }

    void done() {
        done = true;
    }

    private static List<String> framesOfExit() {
        return Thread.getAllStackTraces().values().stream()
                .filter(trace -> Arrays.stream(trace)
                        .anyMatch(each -> each.getClassName().equals("java.lang.System")
                                && each.getMethodName().equals("exit")))
                .findFirst()
                .map(Failures::frames)
                .orElse(List.of());
    }
}
