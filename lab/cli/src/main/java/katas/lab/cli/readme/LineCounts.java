package katas.lab.cli.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lengths of files in a README's reading order.
 *
 * <p>In a row that begins with links and goes on with a number, the number is the lines of all linked files together.
 * Only those numbers are ever written here.
 */
public final class LineCounts {
    private static final Pattern ROW = Pattern.compile("(\\| (\\[`[^|]*) \\| )\\d+( \\|.*)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");

    private final Path folder;

    /** @param folder where the README is: its links are relative to it */
    public LineCounts(Path folder) {
        this.folder = folder;
    }

    /** Returns the README with the numbers as they are now. */
    public String renew(String readme) {
        return readme.lines().map(this::renewed).collect(Collectors.joining("\n", "", "\n"));
    }

    private String renewed(String line) {
        var row = ROW.matcher(line);
        return row.matches() ? row.group(1) + linesOf(row.group(2)) + row.group(3) : line;
    }

    private long linesOf(String links) {
        return LINK.matcher(links)
                .results()
                .mapToLong(link -> lines(folder.resolve(link.group(1))))
                .sum();
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
