package katas.lab.cli.exercise;

import static katas.lab.cli.exercise.CheckResult.Verdict.ENVIRONMENT;
import static katas.lab.cli.exercise.CheckResult.Verdict.GREEN;
import static katas.lab.cli.exercise.CheckResult.Verdict.INCONCLUSIVE;
import static katas.lab.cli.exercise.CheckResult.Verdict.NOT_RUN;
import static katas.lab.cli.exercise.CheckResult.Verdict.RED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import katas.lab.cli.exercise.RunOutcome.Crashed;
import katas.lab.cli.exercise.RunOutcome.Exited;
import katas.lab.cli.exercise.RunOutcome.Hung;
import katas.lab.cli.exercise.RunOutcome.NoServer;
import katas.lab.cli.exercise.RunOutcome.OutOfMemory;
import katas.lab.cli.exercise.RunOutcome.Passed;
import katas.lab.cli.exercise.RunOutcome.Refuted;
import katas.lab.cli.exercise.RunOutcome.Threw;
import katas.lab.cli.exercise.RunOutcome.Unclear;
import katas.lab.cli.exercise.RunOutcome.Unmet;
import org.junit.jupiter.api.Test;

class CheckResultTest {

    private static final RunOutcome PASSED = new Passed();
    private static final RunOutcome UNMET = new Unmet("expected: 3", List.of(), "");
    private static final RunOutcome THREW = new Threw("IllegalStateException", "", List.of(), "");
    private static final RunOutcome CLAIMED = new Refuted("10", "13", "", List.of(), "");
    private static final RunOutcome PROVEN = new Refuted("10", "13", "", List.of("n1 counted 9"), "");

    @Test
    void is_green_when_every_run_passed() {
        assertThat(verdict(PASSED, PASSED, PASSED)).isEqualTo(GREEN);
    }

    @Test
    void is_red_when_every_run_failed() {
        assertThat(verdict(UNMET, CLAIMED, THREW)).isEqualTo(RED);
    }

    @Test
    void is_red_when_a_single_run_has_a_proof() {
        assertThat(verdict(PASSED, PROVEN, PASSED)).isEqualTo(RED);
        assertThat(verdict(PASSED, new Hung(10, true, List.of(), List.of()))).isEqualTo(RED);
        assertThat(verdict(PASSED, new Exited(List.of()))).isEqualTo(RED);
        assertThat(verdict(PASSED, new OutOfMemory())).isEqualTo(RED);
        assertThat(verdict(PASSED, new Crashed(134))).isEqualTo(RED);
    }

    @Test
    void is_inconclusive_when_some_runs_failed_without_a_proof() {
        assertThat(verdict(PASSED, UNMET, PASSED)).isEqualTo(INCONCLUSIVE);
        assertThat(verdict(PASSED, CLAIMED)).isEqualTo(INCONCLUSIVE);
        assertThat(verdict(THREW, PASSED)).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void is_inconclusive_when_the_check_could_not_tell() {
        assertThat(verdict(new Unclear("the machine stood still"))).isEqualTo(INCONCLUSIVE);
        assertThat(verdict(new Unclear("the machine stood still"), UNMET)).isEqualTo(INCONCLUSIVE);
        assertThat(verdict(new Unclear("the machine stood still"), PROVEN)).isEqualTo(RED);
    }

    @Test
    void says_nothing_about_the_code_when_a_server_was_missing() {
        assertThat(verdict(PROVEN, new NoServer("Redis"))).isEqualTo(ENVIRONMENT);
    }

    @Test
    void says_nothing_when_nothing_ran() {
        assertThat(verdict()).isEqualTo(NOT_RUN);
    }

    private static CheckResult.Verdict verdict(RunOutcome... runs) {
        var check = new Exercise.Check("C-1", 1, "counts", runs.length, 10, "");
        return new CheckResult(check, List.of(runs), 0, Map.of()).verdict();
    }
}
