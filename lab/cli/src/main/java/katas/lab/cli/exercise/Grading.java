package katas.lab.cli.exercise;

import java.util.List;
import katas.lab.cli.exercise.CheckResult.Verdict;
import katas.lab.cli.terminal.Exit;

/**
 * What came of checking somebody's files.
 *
 * @param results one for each check of the exercise, in its order; empty when it did not compile
 * @param output the first lines that the code printed
 * @param outputLines how many lines it printed in all
 */
record Grading(Compilation compilation, List<CheckResult> results, long seed, List<String> output, int outputLines) {

    /** Returns what the shell is told: the worst of what the checks say, and 0 only if all of them ran and passed. */
    Exit exit() {
        if (!(compilation instanceof Compilation.Compiled)) {
            return Exit.NOT_DONE;
        }
        if (any(Verdict.ENVIRONMENT)) {
            return Exit.ENVIRONMENT;
        }
        if (any(Verdict.RED)) {
            return Exit.NOT_DONE;
        }
        return any(Verdict.INCONCLUSIVE) ? Exit.INCONCLUSIVE : Exit.OK;
    }

    boolean all(Verdict verdict) {
        return !results.isEmpty() && results.stream().allMatch(each -> each.is(verdict));
    }

    long count(Verdict verdict) {
        return results.stream().filter(each -> each.is(verdict)).count();
    }

    List<String> ids(Verdict verdict) {
        return results.stream()
                .filter(each -> each.is(verdict))
                .map(each -> each.check().id())
                .toList();
    }

    private boolean any(Verdict verdict) {
        return count(verdict) > 0;
    }
}
