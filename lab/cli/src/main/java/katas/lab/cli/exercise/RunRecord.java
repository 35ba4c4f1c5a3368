package katas.lab.cli.exercise;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import katas.lab.cli.exercise.RunOutcome.Refuted;
import katas.lab.cli.terminal.Exit;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One run of {@code ./kata check} for programs to read: {@code results.json}. */
record RunRecord(
        int version,
        String kata,
        String exercise,
        long seed,
        String status,
        Map<String, String> environment,
        List<CheckRecord> checks,
        Map<String, Long> metrics) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @param actual one for each run that explained itself */
    record CheckRecord(String id, String status, int runs, long millis, String expected, List<String> actual) {}

    static RunRecord of(ExerciseFolder exercise, Grading grading) {
        var checks = new ArrayList<CheckRecord>();
        var metrics = new TreeMap<String, Long>();
        for (var result : grading.results()) {
            checks.add(check(result));
            result.measured()
                    .forEach((name, value) -> metrics.put(result.check().id() + "." + name, value));
        }
        return new RunRecord(
                1,
                exercise.kata(),
                exercise.slug(),
                grading.seed(),
                status(grading.exit()),
                Map.of(
                        "java", System.getProperty("java.version"),
                        "os", System.getProperty("os.name"),
                        "cores", Integer.toString(Runtime.getRuntime().availableProcessors())),
                checks,
                metrics);
    }

    void save(Path file) {
        JSON.writeValue(file, this);
    }

    private static CheckRecord check(CheckResult result) {
        var refuted = result.runs().stream()
                .filter(Refuted.class::isInstance)
                .map(Refuted.class::cast)
                .toList();
        return new CheckRecord(
                result.check().id(),
                switch (result.verdict()) {
                    case GREEN -> "pass";
                    case RED -> "fail";
                    case INCONCLUSIVE -> "inconclusive";
                    case ENVIRONMENT -> "error";
                    case NOT_RUN -> "not-run";
                },
                result.runs().size(),
                result.millis(),
                refuted.isEmpty() ? "" : refuted.getFirst().expected(),
                refuted.stream().map(Refuted::got).toList());
    }

    private static String status(Exit exit) {
        return switch (exit) {
            case OK -> "pass";
            case NOT_DONE -> "fail";
            case INCONCLUSIVE -> "inconclusive";
            case ENVIRONMENT, USAGE, BUG -> "error";
        };
    }
}
