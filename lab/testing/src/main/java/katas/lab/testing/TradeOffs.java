package katas.lab.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Keeps the numbers that tell a kata's variants apart, in {@code target/trade-offs.json}.
 *
 * <p>The file holds one object a scenario with one number a variant, in the order in which they were measured: {@code
 * {"over-admitted permits": {"naive": 37, "token-bucket": 0}}}. The first number of a run replaces what the last run
 * left there.
 */
public final class TradeOffs {
    private static final Path FILE = Path.of("target", "trade-offs.json");
    private static final Map<String, Map<String, Number>> NUMBERS = new LinkedHashMap<>();

    private TradeOffs() {}

    /**
     * Records a measurement; the same scenario and variant again replaces it.
     *
     * @param scenario what was counted, with its unit: {@code over-admitted permits}
     * @param variant who was measured
     * @param number the count
     */
    public static synchronized void record(String scenario, String variant, Number number) {
        NUMBERS.computeIfAbsent(scenario, _ -> new LinkedHashMap<>()).put(variant, number);
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.writeString(FILE, json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json() {
        return NUMBERS.entrySet().stream()
                .map(scenario -> "  %s: %s".formatted(quoted(scenario.getKey()), object(scenario.getValue())))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static String object(Map<String, Number> variants) {
        return variants.entrySet().stream()
                .map(variant -> quoted(variant.getKey()) + ": " + variant.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
