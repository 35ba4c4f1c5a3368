package katas.lab.cli.test;

import static katas.lab.cli.terminal.Colour.BOLD;
import static katas.lab.cli.terminal.Colour.FAINT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import katas.lab.cli.terminal.Console;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The numbers that tell a kata's variants apart, as the tests have just measured them. */
public final class TradeOffCard {
    private static final TypeReference<LinkedHashMap<String, LinkedHashMap<String, Number>>> NUMBERS =
            new TypeReference<>() {};

    private final Path file;

    /**
     * Names the file that the tests write.
     *
     * @param module the kata's folder
     */
    public TradeOffCard(Path module) {
        this.file = module.resolve("target/trade-offs.json");
    }

    /** Forgets the last run's numbers: a card must not show what this run did not measure. */
    public void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints one block a scenario and in it one line a variant; nothing when nothing was measured. */
    public void print(Console console) {
        if (!Files.exists(file)) {
            return;
        }
        var scenarios = JsonMapper.shared().readValue(file.toFile(), NUMBERS);
        int width = scenarios.values().stream()
                .flatMap(variants -> variants.keySet().stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        console.line();
        console.line(console.paint(BOLD, " Trade-offs, as measured in this run"));
        scenarios.forEach((scenario, variants) -> {
            console.line("   " + scenario);
            lines(variants, width).forEach(line -> console.line(console.paint(FAINT, "     ") + line));
        });
    }

    private static List<String> lines(Map<String, Number> variants, int width) {
        return variants.entrySet().stream()
                .map(variant -> ("%-" + width + "s  %8s").formatted(variant.getKey(), variant.getValue()))
                .collect(Collectors.toList());
    }
}
