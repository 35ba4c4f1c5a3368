package katas.lab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import katas.lab.cli.tree.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    Path root;

    @Test
    void go_three_hours_after_their_last_use() throws IOException {
        var command = used(root.resolve(".kata/cli/1"));
        var service = used(root.resolve(".kata/cache/door/1"));
        var now = Files.getLastModifiedTime(command.resolve("used")).toInstant();

        delete(now.plus(Duration.ofMinutes(179)));
        assertThat(command).exists();
        assertThat(service).exists();

        delete(now.plus(Duration.ofMinutes(181)));
        assertThat(command).doesNotExist();
        assertThat(service).doesNotExist();
    }

    @Test
    void leave_alone_what_is_no_version() throws IOException {
        var current = Files.writeString(
                Files.createDirectories(root.resolve(".kata/cli")).resolve("current"), "1");
        var data = Files.createDirectories(root.resolve(".kata/data/redis"));

        delete(Instant.MAX.minus(Duration.ofDays(1)));

        assertThat(current).exists();
        assertThat(data).exists();
    }

    @Test
    void are_nothing_in_a_fresh_tree() {
        delete(Instant.EPOCH);

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void of_an_interrupted_training_go_while_a_running_one_stays() throws Exception {
        var gone = new ProcessBuilder("true").start();
        gone.waitFor();
        var interrupted = Files.writeString(root.resolve("training-" + gone.pid() + ".aot.config"), "");
        var running = Files.writeString(Leftovers.training(root), "");
        var jar = Files.writeString(root.resolve("door.jar"), "");

        Leftovers.deleteTraining(root);

        assertThat(interrupted).doesNotExist();
        assertThat(running).exists();
        assertThat(jar).exists();
    }

    private void delete(Instant now) {
        Leftovers.delete(new Tree(root), now);
    }

    private static Path used(Path version) throws IOException {
        Files.createDirectories(version);
        Files.writeString(version.resolve("some.jar"), "bytes");
        Leftovers.use(version);
        return version;
    }
}
