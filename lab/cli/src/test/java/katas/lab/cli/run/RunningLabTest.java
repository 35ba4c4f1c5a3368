package katas.lab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import katas.lab.cli.run.RunningLab.Address;
import katas.lab.cli.run.RunningLab.Entry;
import katas.lab.cli.tree.Tree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningLabTest {
    private static final Address DOOR =
            new Address("door", "http://localhost:8099", "demo-key", "demo-admin-key", null, "open");
    private static final Address OWN_KEYS = new Address("gate", "http://localhost:8098", null, null, null, "open");
    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    Path root;

    @BeforeEach
    void make_room() throws IOException {
        Files.createDirectories(root.resolve(".kata"));
    }

    @Test
    void is_seen_by_others_with_all_that_it_wrote() {
        RunningLab.here(List.of(new Entry(DOOR, SELF), new Entry(OWN_KEYS, SELF)))
                .write(new Tree(root));

        assertThat(RunningLab.in(new Tree(root)).orElseThrow().addresses()).containsExactly(DOOR, OWN_KEYS);
    }

    @Test
    void tells_whose_each_key_is_and_none_that_the_service_does_not_know() {
        var shared = new Address("door", "http://localhost:8099", "demo-key", null, "demo-key-2", "open");

        assertThat(DOOR.keys()).isEqualTo("demo-key, demo-admin-key (admin)");
        assertThat(shared.keys()).isEqualTo("demo-key, demo-key-2 (another tenant)");
        assertThat(OWN_KEYS.keys()).isEqualTo("your own");
    }

    @Test
    void leaves_out_a_service_whose_process_is_gone() throws Exception {
        var gone = new ProcessBuilder("true").start();
        gone.waitFor();

        RunningLab.here(List.of(new Entry(DOOR, gone.pid()))).write(new Tree(root));

        assertThat(RunningLab.in(new Tree(root)).orElseThrow().addresses()).isEmpty();
    }

    @Test
    void is_not_there_any_more_when_its_process_id_belongs_to_another() {
        new RunningLab(SELF, Instant.EPOCH, List.of(new Entry(DOOR, SELF))).write(new Tree(root));

        assertThat(RunningLab.in(new Tree(root))).isEmpty();
    }

    @Test
    void is_not_there_before_it_has_said_so_nor_after() {
        var tree = new Tree(root);
        assertThat(RunningLab.in(tree)).isEmpty();

        RunningLab.here(List.of()).write(tree);
        RunningLab.delete(tree);

        assertThat(RunningLab.in(tree)).isEmpty();
    }

    @Test
    void refuses_a_second_run_with_the_addresses_of_the_first() {
        RunningLab.here(List.of(new Entry(DOOR, SELF))).write(new Tree(root));

        assertThat(RunningLab.refusal(new Tree(root)))
                .hasMessageContaining("door  http://localhost:8099  variant open")
                .satisfies(stopped -> assertThat(stopped.fix()).contains("kill " + SELF));
    }
}
