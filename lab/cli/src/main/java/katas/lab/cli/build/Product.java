package katas.lab.cli.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Something that Maven makes of sources, and a note beside it of what it was made of.
 *
 * @param root the tree
 * @param module the Maven module that makes it, by its folder
 * @param name the note's file name, unique in the module
 * @param sources what it is made of, relative to the root
 * @param results what is made, relative to the root: built by somebody else from other sources, it is stale
 */
record Product(Path root, String module, String name, List<String> sources, List<String> results) {

    boolean fresh() {
        try {
            return Files.exists(note()) && Files.readString(note()).equals(contents(sourcesChecksum()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String sourcesChecksum() {
        return Checksum.of(root, sources);
    }

    /**
     * Writes the note.
     *
     * @param sourcesChecksum as it was before the build: what is edited meanwhile is stale afterwards
     */
    void built(String sourcesChecksum) {
        try {
            Files.writeString(note(), contents(sourcesChecksum));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String contents(String sourcesChecksum) {
        return "sources " + sourcesChecksum + "\nresults " + Checksum.of(root, results) + "\n";
    }

    private Path note() {
        return root.resolve(module).resolve("target").resolve(name);
    }
}
