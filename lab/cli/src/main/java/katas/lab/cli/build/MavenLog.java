package katas.lab.cli.build;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Understands Maven's output: what it is at, and what matters in it when it fails. */
final class MavenLog {
    private static final Pattern MODULE = Pattern.compile("\\[INFO\\] Building (.+?) \\S+ +\\[(\\d+)/(\\d+)\\]");
    private static final Pattern DOWNLOAD = Pattern.compile("Downloading from \\S+: \\S*/([^/\\s]+)");
    private static final Pattern NOISE = Pattern.compile(
            "^$|^To see the full stack trace|^Re-run Maven|^For more information|^\\[Help|^After correcting|^mvn <args>"
                    + "|^-> \\[Help|^COMPILATION ERROR|^ *mvn .*-rf");
    private static final Pattern MISSING =
            Pattern.compile("Could not (resolve|transfer|find)|Unknown host|Cannot access .* in offline mode");
    private static final int LINES_SHOWN = 12;

    private final Set<String> errors = new LinkedHashSet<>();
    private String module = "";
    private boolean compilationFailed;

    /** Reads a line and answers what Maven is at, for a progress line. */
    String read(String line) {
        var building = MODULE.matcher(line);
        if (building.find()) {
            module = building.group(1) + " (" + building.group(2) + " of " + building.group(3) + ")";
        }
        if (line.startsWith("[ERROR]")) {
            error(line.substring("[ERROR]".length()).strip());
        }
        var download = DOWNLOAD.matcher(line);
        return download.find() ? "downloading " + download.group(1) : module;
    }

    private void error(String text) {
        compilationFailed |= text.startsWith("COMPILATION ERROR");
        if (!NOISE.matcher(text).find()) {
            errors.add(text);
        }
    }

    /** Whether something could not be downloaded. */
    boolean downloadFailed() {
        return errors.stream().anyMatch(error -> MISSING.matcher(error).find());
    }

    boolean compilationFailed() {
        return compilationFailed;
    }

    /** The lines that say what went wrong, each once, at most a dozen. */
    List<String> essence() {
        var lines = new ArrayList<>(errors);
        return lines.subList(0, Math.min(LINES_SHOWN, lines.size()));
    }
}
