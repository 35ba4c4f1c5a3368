package katas.lab.cli.exercise;

import java.util.List;

/** How one run of a check ended. */
sealed interface RunOutcome {

    record Passed() implements RunOutcome {}

    /** The check explained what is wrong; with a history it proved it. */
    record Refuted(String expected, String got, String broken, List<String> history, String trace)
            implements RunOutcome {}

    /** An assertion did not hold. */
    record Unmet(String message, List<String> frames, String trace) implements RunOutcome {}

    record Threw(String type, String message, List<String> frames, String trace) implements RunOutcome {}

    /** It did not come back in time; with lines that name the threads when they wait for each other. */
    record Hung(int seconds, boolean running, List<String> frames, List<String> deadlock) implements RunOutcome {}

    record Exited(List<String> frames) implements RunOutcome {}

    record OutOfMemory() implements RunOutcome {}

    /** The JVM ended and nobody knows why. */
    record Crashed(int status) implements RunOutcome {}

    /** The check itself says that it could not tell. */
    record Unclear(String reason) implements RunOutcome {}

    /** A server was missing: nothing was learned about the code. */
    record NoServer(String message) implements RunOutcome {}

    /** Tells whether this one run is enough for a red, whatever other runs say. */
    default boolean proves() {
        return switch (this) {
            case Refuted refuted -> !refuted.history().isEmpty();
            case Hung _, Exited _, OutOfMemory _, Crashed _ -> true;
            case Passed _, Unmet _, Threw _, Unclear _, NoServer _ -> false;
        };
    }

    static RunOutcome of(RunEvent event) {
        return switch (event.event()) {
            case "passed" -> new Passed();
            case "inconclusive" -> new Unclear(event.message());
            case "exit" -> new Exited(event.frames());
            case "time-limit" ->
                new Hung(event.seconds(), event.state().equals("RUNNABLE"), event.frames(), event.deadlock());
            default -> failed(event);
        };
    }

    private static RunOutcome failed(RunEvent event) {
        return switch (event.kind()) {
            case "environment" -> new NoServer(event.message());
            case "check" ->
                new Refuted(event.expected(), event.got(), event.broken(), event.counterExample(), event.trace());
            case "assertion" -> new Unmet(event.message(), event.frames(), event.trace());
            default -> new Threw(event.type(), event.message(), event.frames(), event.trace());
        };
    }
}
