package katas.lab.cli.exercise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what is known about each check while JVMs come and go. */
final class Transcript {

    private final Map<String, List<RunOutcome>> runs = new LinkedHashMap<>();
    private final Map<String, Long> millis = new HashMap<>();
    private final Map<String, Map<String, Long>> measured = new HashMap<>();
    private final List<Exercise.Check> checks;
    private String running = "";

    Transcript(List<Exercise.Check> checks) {
        this.checks = checks;
        checks.forEach(each -> runs.put(each.id(), new ArrayList<>()));
    }

    void read(RunEvent event) {
        switch (event.event()) {
            case "started" -> running = event.check();
            case "measured" ->
                measured.computeIfAbsent(event.check(), _ -> new LinkedHashMap<>())
                        .put(event.name(), Long.parseLong(event.value()));
            case "passed", "failed", "inconclusive", "time-limit" -> {
                // a class that cannot be set up has no check's id: the next check stands for it
                var check = event.check().isEmpty() ? firstWithoutRun() : event.check();
                add(check, RunOutcome.of(event));
                millis.merge(check, event.millis(), Long::sum);
                running = "";
            }
            case "exit" -> {
                if (!running.isEmpty()) {
                    add(running, RunOutcome.of(event));
                    running = "";
                }
            }
            default -> {
                // skipped and done carry no outcome
            }
        }
    }

    /** Takes note that the JVM is gone; whatever ran in it was cut off. */
    void jvmEnded(CheckJvm.Ended jvm) {
        if (!running.isEmpty()) {
            add(running, jvm.outOfMemory() ? new RunOutcome.OutOfMemory() : new RunOutcome.Crashed(jvm.status()));
            running = "";
        } else if (jvm.gaveUp() && jvm.events().isEmpty()) {
            add(firstWithoutRun(), new RunOutcome.NoServer("the servers that the checks need did not start in time."));
        }
    }

    /** Returns the checks that come after the last one that ran. */
    List<Exercise.Check> rest() {
        int last = -1;
        for (int i = 0; i < checks.size(); i++) {
            if (!runs(checks.get(i).id()).isEmpty()) {
                last = i;
            }
        }
        return checks.subList(last + 1, checks.size());
    }

    List<CheckResult> results() {
        return checks.stream().map(this::result).toList();
    }

    private CheckResult result(Exercise.Check check) {
        return new CheckResult(
                check,
                List.copyOf(runs(check.id())),
                millis.getOrDefault(check.id(), 0L),
                measured.getOrDefault(check.id(), Map.of()));
    }

    private void add(String check, RunOutcome outcome) {
        runs.computeIfAbsent(check, _ -> new ArrayList<>()).add(outcome);
    }

    private List<RunOutcome> runs(String check) {
        return runs.getOrDefault(check, List.of());
    }

    private String firstWithoutRun() {
        var rest = rest();
        return rest.isEmpty() ? checks.getLast().id() : rest.getFirst().id();
    }
}
