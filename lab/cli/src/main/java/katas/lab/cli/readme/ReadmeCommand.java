package katas.lab.cli.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import katas.lab.cli.Lab;
import katas.lab.cli.build.Programs;
import katas.lab.cli.run.TemporaryFolder;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.KataDescription;
import katas.lab.cli.tree.KataDescription.Variant;
import katas.lab.cli.tree.Katas;
import katas.lab.infrastructure.RedisServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Takes the numbers of the last test run into a kata's README. */
@Command(
        name = "readme",
        description = "Write what the last ./kata test measured into results/trade-offs.json and README.md.",
        mixinStandardHelpOptions = true)
public final class ReadmeCommand implements Runnable {
    private static final TypeReference<LinkedHashMap<String, Map<String, Number>>> NUMBERS = new TypeReference<>() {};

    private final Lab lab;
    private final InstantSource clock;

    @Parameters(paramLabel = "KATA", description = "Whose README; see ./kata list.")
    String kata = "";

    @Option(names = "--lengths", description = "Only count the lines of the files in its reading order.")
    boolean lengths;

    public ReadmeCommand(Lab lab, InstantSource clock) {
        this.lab = lab;
        this.clock = clock;
    }

    @Override
    public void run() {
        var described = Katas.of(lab.tree()).named(kata);
        if (lengths) {
            renew(described, UnaryOperator.identity());
            return;
        }
        var command = "./kata test " + described.name();
        var measured = lab.tree().module(described.name()).resolve("target/trade-offs.json");
        if (!Files.exists(measured)) {
            throw Stopped.notDone(described.name() + " was not measured yet.", command);
        }
        try {
            var measurements = new Measurements(
                    command,
                    commit(described),
                    clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                    machine(),
                    versions(),
                    JsonMapper.shared().readValue(measured, NUMBERS));
            var results = Measurements.file(lab.tree(), described);
            Files.createDirectories(results.getParent());
            measurements.write(results);
            var variants = described.variants().stream().map(Variant::name).toList();
            renew(described, new MeasuredTables(measurements, variants)::renew);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void renew(KataDescription described, UnaryOperator<String> numbers) {
        var folder = lab.tree().module(described.name());
        var readme = folder.resolve("README.md");
        try {
            Files.writeString(readme, numbers.apply(new LineCounts(folder).renew(Files.readString(readme))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lab.console().line(" ✓ " + lab.tree().root().relativize(readme));
    }

    private static Map<String, String> versions() {
        var versions = new LinkedHashMap<String, String>();
        versions.put("Java", Runtime.version().toString());
        try (var folder = TemporaryFolder.create()) {
            versions.put("Redis", RedisServer.version(folder.path()));
        }
        return versions;
    }

    /** Ends in a plus sign when the kata's sources are not those of the commit. */
    private String commit(KataDescription described) {
        var module = lab.tree().module(described.name()).toString();
        var commit = Programs.answer("git", "-C", module, "rev-parse", "--short", "HEAD");
        var changes = Programs.answer("git", "-C", module, "status", "--porcelain", "--", "src");
        return commit.orElse("unknown") + (changes.orElse("").isEmpty() ? "" : "+");
    }

    private static String machine() throws IOException {
        return "%s, %d cores, %s"
                .formatted(processor(), Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"));
    }

    private static String processor() throws IOException {
        var linux = Path.of("/proc/cpuinfo");
        if (!Files.exists(linux)) {
            return Programs.answer("sysctl", "-n", "machdep.cpu.brand_string").orElse(System.getProperty("os.arch"));
        }
        try (var lines = Files.lines(linux)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
