package katas.lab.cli.readme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import katas.lab.cli.terminal.Stopped;

/**
 * The parts of a README that were measured, each below a marker.
 *
 * <p>Below {@value #TABLE} stands a table: its header names scenarios, and each row is a variant. Below {@value
 * #PROVENANCE} stands one line that says where the numbers come from. Only the rows and that line are ever written here.
 */
public final class MeasuredTables {
    static final String TABLE = "<!-- measured -->";
    static final String PROVENANCE = "<!-- provenance -->";

    private final Measurements measurements;
    private final List<String> variants;

    /** @param variants in the order that their rows should have; others come after them */
    public MeasuredTables(Measurements measurements, List<String> variants) {
        this.measurements = measurements;
        this.variants = variants;
    }

    /**
     * Returns the README with the measured numbers.
     *
     * @throws Stopped when a table names a scenario that was not measured
     */
    public String renew(String readme) {
        var lines = readme.lines().toList();
        var renewed = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            renewed.add(lines.get(i));
            if (lines.get(i).equals(TABLE)) {
                var header = lines.get(++i);
                renewed.addAll(table(header));
                while (i + 1 < lines.size() && lines.get(i + 1).startsWith("|")) {
                    i++;
                }
            } else if (lines.get(i).equals(PROVENANCE)) {
                renewed.add(provenance());
                i++;
            }
        }
        return String.join("\n", renewed) + "\n";
    }

    private List<String> table(String header) {
        var scenarios =
                Arrays.stream(header.split("\\|")).map(String::strip).skip(2).toList();
        var columns = scenarios.stream().map(this::column).toList();
        var rows = new LinkedHashSet<>(variants);
        columns.forEach(column -> rows.addAll(column.keySet()));
        rows.removeIf(variant -> columns.stream().noneMatch(column -> column.containsKey(variant)));

        var table = new ArrayList<>(List.of(header, "| --- |" + " ---: |".repeat(columns.size())));
        for (var variant : rows) {
            table.add(columns.stream()
                    .map(column -> column.containsKey(variant) ? text(column.get(variant)) : "")
                    .collect(Collectors.joining(" | ", "| `" + variant + "` | ", " |")));
        }
        return table;
    }

    private Map<String, Number> column(String scenario) {
        var column = measurements.numbers().get(scenario);
        if (column == null) {
            throw Stopped.notDone(
                    "The README names '" + scenario + "', which was not measured.",
                    "name one of: " + String.join("; ", measurements.numbers().keySet()));
        }
        return column;
    }

    private static String text(Number number) {
        return number instanceof Double ? number.toString() : String.format(Locale.ROOT, "%,d", number.longValue());
    }

    private String provenance() {
        var versions = measurements.versions().entrySet().stream()
                .map(version -> version.getKey() + " " + version.getValue())
                .collect(Collectors.joining(", "));
        return "Measured by `%s` at commit `%s` on %s: %s; %s."
                .formatted(
                        measurements.command(),
                        measurements.commit(),
                        measurements.date(),
                        measurements.machine(),
                        versions);
    }
}
