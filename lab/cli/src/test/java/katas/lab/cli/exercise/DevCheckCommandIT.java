package katas.lab.cli.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevCheckCommandIT {

    @TempDir
    Path folder;

    TurnstileTree tree;
    Path exercise;

    @BeforeEach
    void lay_out() throws Exception {
        tree = TurnstileTree.in(folder);
        exercise = folder.resolve("turnstile/exercises/01-counter");
    }

    @Test
    void proves_a_fair_exercise() {
        assertThat(tree.run("dev", "check", "turnstile/01")).isZero();

        assertThat(tree.said())
                .contains("✓ solution is green again, with another seed")
                .contains("✓ starter is red in exactly C-2, C-3")
                .contains("✓ mutant forgets is killed by C-2, C-3")
                .contains("✓ every check was seen red", "7 of 7 claims hold; exercises: 1");
    }

    @Test
    void finds_a_check_that_cannot_fail() throws Exception {
        var yaml = exercise.resolve("exercise.yaml");
        Files.writeString(yaml, Files.readString(yaml).replaceAll("(?m)^.*starts-at-zero.*\n", ""));
        Files.delete(exercise.resolve("mutants/starts-at-zero/counter/Counter.java"));

        assertThat(tree.run("dev", "check", "turnstile/01")).isEqualTo(70);

        assertThat(tree.said()).contains("✗ every check was seen red, but: nothing here makes these fail: C-1");
    }

    @Test
    @Tag("long")
    void proves_a_break_exercise() {
        assertThat(tree.run("dev", "check", "turnstile/03")).isZero();
    }

    @Test
    void can_be_rehearsed_without_a_word() {
        assertThat(tree.run("dev", "rehearse")).isZero();

        assertThat(tree.said()).isEmpty();
    }

    @Test
    void finds_a_red_solution() throws Exception {
        Files.copy(
                exercise.resolve("mutants/forgets/counter/Counter.java"),
                exercise.resolve("solution/counter/Counter.java"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(tree.run("dev", "check", "turnstile/01")).isEqualTo(70);

        assertThat(tree.said()).contains("✗ solution is green, but: C-1 GREEN; C-2 RED");
    }

    @Test
    void finds_a_surviving_mutant_and_a_starter_that_is_red_elsewhere() throws Exception {
        Files.copy(
                exercise.resolve("solution/counter/Counter.java"),
                exercise.resolve("mutants/forgets/counter/Counter.java"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                exercise.resolve("starter/counter/Counter.java"),
                "package counter;\n\nfinal class Counter {\n    int next() {\n        return 0;\n    }\n}\n");

        assertThat(tree.run("dev", "check", "turnstile/01")).isEqualTo(70);

        assertThat(tree.said())
                .contains("✗ mutant forgets is killed by C-2, C-3, but: C-2 GREEN; C-3 GREEN")
                .contains("✗ starter is red in exactly C-2, C-3, but: C-1 RED");
    }

    @Test
    void finds_incomplete_files() throws Exception {
        Files.writeString(exercise.resolve("hints.yaml"), "[]");
        Files.writeString(exercise.resolve("instructions.md"), "## Hook\n");
        Files.createDirectory(exercise.resolve("mutants/unheard-of"));
        Files.copy(
                exercise.resolve("solution/counter/Counter.java"), exercise.resolve("mutants/unheard-of/Counter.java"));

        assertThat(tree.run("dev", "check", "turnstile/01")).isEqualTo(70);

        assertThat(tree.said())
                .contains("fewer than two levels for C-1", "instructions.md has the sections [Hook]")
                .contains("accounts for", "unheard-of");
    }
}
