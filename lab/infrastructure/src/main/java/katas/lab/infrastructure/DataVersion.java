package katas.lab.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Redis version that a data folder belongs to, in a file beside the data; the first server to use it writes it. */
record DataVersion(Path folder) {
    private static final List<String> DATA = List.of("appendonly.aof", "appendonlydir", "dump.rdb");

    /**
     * Claims the folder for one version.
     *
     * @param version such as {@code 6.2.11}; the last part may differ from the one that wrote the data
     * @throws ServerDidNotStart if another version wrote the data
     */
    void claim(String version) throws IOException {
        var stamp = folder.resolve("redis.version");
        var owner = Files.exists(stamp) ? Files.readString(stamp).strip() : "unknown";
        if (holdsData() && !series(owner).equals(series(version))) {
            throw new ServerDidNotStart(
                    ("the data in %s belongs to Redis %s, and this is Redis %s, which might take it for empty: "
                                    + "use that version again, or delete the folder to begin anew")
                            .formatted(folder, owner, version));
        }
        Files.writeString(stamp, version + "\n");
    }

    private boolean holdsData() {
        return DATA.stream().map(folder::resolve).anyMatch(Files::exists);
    }

    private static String series(String version) {
        return version.replaceFirst("\\.\\d+$", "");
    }
}
