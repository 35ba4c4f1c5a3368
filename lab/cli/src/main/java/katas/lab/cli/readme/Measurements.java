package katas.lab.cli.readme;

import java.nio.file.Path;
import java.util.Map;
import katas.lab.cli.tree.KataDescription;
import katas.lab.cli.tree.Tree;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one run of a kata's tests measured, and where that was: {@code <kata>/results/trade-offs.json}.
 *
 * @param command what was run
 * @param commit of the sources that were run
 * @param date of the run, UTC
 * @param machine processor, number of cores, system
 * @param versions of what ran, by name
 * @param numbers by scenario, then by variant
 */
public record Measurements(
        String command,
        String commit,
        String date,
        String machine,
        Map<String, String> versions,
        Map<String, Map<String, Number>> numbers) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Where a kata's measurements are kept. */
    public static Path file(Tree tree, KataDescription kata) {
        return tree.module(kata.name()).resolve("results/trade-offs.json");
    }

    public static Measurements read(Path file) {
        return JSON.readValue(file, Measurements.class);
    }

    void write(Path file) {
        JSON.writeValue(file, this);
    }
}
