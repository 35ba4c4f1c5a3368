package katas.vending.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of the README that nobody writes by hand: what stands between a comment with its name and {@code end}. */
record GeneratedPart(String name) {
    private static final Path README = Path.of("README.md");
    private static final String END = "<!-- end -->";

    String read() {
        var readme = readme();
        return readme.substring(begin(readme), end(readme));
    }

    void write(String text) {
        var readme = readme();
        try {
            Files.writeString(README, readme.substring(0, begin(readme)) + text + readme.substring(end(readme)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int begin(String readme) {
        var marker = "<!-- generated: " + name + " -->\n";
        int at = readme.indexOf(marker);
        if (at < 0) {
            throw new IllegalStateException(README.toAbsolutePath() + " lacks the line " + marker);
        }
        return at + marker.length();
    }

    private int end(String readme) {
        int at = readme.indexOf(END, begin(readme));
        if (at < 0) {
            throw new IllegalStateException(README.toAbsolutePath() + ": no " + END + " after part " + name);
        }
        return at;
    }

    private static String readme() {
        try {
            return Files.readString(README);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
