package katas.urlshortener.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import katas.urlshortener.redis.CountStore;

/** The files of Redis or Kafka, to be searched. A container keeps them to itself: then there are none. */
record StoredFiles(Path folder, Predicate<Path> kind) {

    static StoredFiles ofRedis(CountStore store) {
        var settings = store.link().<Map<String, String>>call(commands -> commands.configGet("dir"));
        return new StoredFiles(Path.of(settings.getOrDefault("dir", "")), _ -> true);
    }

    /** Only the segments: beside them are indexes of 10 MB each, which hold numbers. */
    static StoredFiles ofKafka(KafkaClients clients) throws Exception {
        try (var admin = Pipeline.admin(clients)) {
            int broker = admin.describeCluster().nodes().get().iterator().next().id();
            var folders =
                    admin.describeLogDirs(List.of(broker)).allDescriptions().get();
            var folder = folders.values().iterator().next().keySet().iterator().next();
            return new StoredFiles(Path.of(folder), file -> file.toString().endsWith(".log"));
        }
    }

    boolean areHere() {
        return Files.isDirectory(folder);
    }

    /** Returns the names of what is somewhere in the files. */
    SortedSet<String> containing(Map<String, byte[]> sought) throws IOException {
        var found = new TreeSet<String>();
        for (var file : files()) {
            var content = read(file);
            sought.forEach((name, what) -> {
                if (content.contains(new String(what, ISO_8859_1))) {
                    found.add(name);
                }
            });
        }
        return found;
    }

    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && kind.test(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    // replaced just now
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return files;
    }

    /** Returns a character a byte. */
    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (NoSuchFileException e) {
            // written anew just now
            return "";
        }
    }
}
