package katas.lab.cli.exercise;

import java.util.List;
import java.util.Map;
import katas.lab.cli.exercise.RunOutcome.NoServer;
import katas.lab.cli.exercise.RunOutcome.Passed;
import katas.lab.cli.exercise.RunOutcome.Unclear;

/**
 * What a check's runs say together.
 *
 * @param runs in order; empty when it did not run
 * @param millis how long all runs took
 * @param measured numbers that it reported, by name; of several runs the last
 */
record CheckResult(Exercise.Check check, List<RunOutcome> runs, long millis, Map<String, Long> measured) {

    enum Verdict {
        GREEN,
        RED,
        INCONCLUSIVE,
        ENVIRONMENT,
        NOT_RUN
    }

    /**
     * Judges. Red needs a proof in one run or a failure in all: a check that fails now and then, and cannot show why, says
     * as much about the machine as about the code.
     */
    Verdict verdict() {
        if (runs.isEmpty()) {
            return Verdict.NOT_RUN;
        }
        if (runs.stream().anyMatch(NoServer.class::isInstance)) {
            return Verdict.ENVIRONMENT;
        }
        if (runs.stream().anyMatch(RunOutcome::proves)) {
            return Verdict.RED;
        }
        long passed = runs.stream().filter(Passed.class::isInstance).count();
        if (passed == runs.size()) {
            return Verdict.GREEN;
        }
        boolean unclear = runs.stream().anyMatch(Unclear.class::isInstance);
        return passed == 0 && !unclear ? Verdict.RED : Verdict.INCONCLUSIVE;
    }

    boolean is(Verdict wanted) {
        return verdict() == wanted;
    }

    /** Returns the run to show: one that proves something, else the first that did not pass. */
    RunOutcome worst() {
        return runs.stream()
                .filter(RunOutcome::proves)
                .findFirst()
                .or(() ->
                        runs.stream().filter(each -> !(each instanceof Passed)).findFirst())
                .orElseGet(runs::getFirst);
    }
}
