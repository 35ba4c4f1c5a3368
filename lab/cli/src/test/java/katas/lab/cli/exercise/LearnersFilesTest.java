package katas.lab.cli.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import katas.lab.cli.tree.Tree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnersFilesTest {

    @TempDir
    Path folder;

    TurnstileTree tree;
    Path counter;

    @BeforeEach
    void lay_out() throws Exception {
        tree = TurnstileTree.in(folder);
        counter = folder.resolve("work/turnstile/01-counter/counter/Counter.java");
    }

    @Test
    void are_a_copy_of_the_starter_with_a_file_for_the_guess() {
        assertThat(tree.run("start", "turnstile/01")).isZero();

        assertThat(counter)
                .hasSameTextualContentAs(folder.resolve("turnstile/exercises/01-counter/starter/counter/Counter.java"));
        assertThat(folder.resolve("work/turnstile/01-counter/prediction.txt"))
                .content()
                .contains("# How many of three visitors");
        assertThat(tree.said()).contains("instructions.md", "edit", "./kata check turnstile/01");
    }

    @Test
    void are_never_overwritten() throws Exception {
        tree.run("start", "turnstile/01");
        Files.writeString(counter, "mine");

        assertThat(tree.run("start", "turnstile/01-counter")).isZero();

        assertThat(counter).hasContent("mine");
        assertThat(tree.said()).contains("started already", "./kata reset turnstile/01");
    }

    @Test
    void are_moved_aside_by_a_reset_however_often() throws Exception {
        tree.run("start", "turnstile/01");
        Files.writeString(counter, "first");
        tree.run("reset", "turnstile/01");
        Files.writeString(counter, "second");

        assertThat(tree.run("reset", "turnstile/01")).isZero();

        assertThat(folder.resolve("work/turnstile/01-counter.backup-1/counter/Counter.java"))
                .hasContent("first");
        assertThat(folder.resolve("work/turnstile/01-counter.backup-2/counter/Counter.java"))
                .hasContent("second");
        assertThat(counter).content().contains("return 1;");
        assertThat(tree.said()).contains("01-counter.backup-2");
    }

    @Test
    void show_in_the_list_of_exercises_how_far_they_are() throws Exception {
        tree.run("start", "turnstile/01");

        assertThat(ExerciseList.of(new Tree(folder), "turnstile"))
                .startsWith("turnstile/01  build: Count the visitors  (5 minutes, begun)")
                .contains("turnstile/03  break: Break the counters  (5 minutes)");
    }

    @Test
    void need_no_reset_before_they_are_there() {
        assertThat(tree.run("reset", "turnstile/01")).isEqualTo(4);
    }

    @Test
    void get_no_hint_before_they_are_there_and_none_is_counted() {
        assertThat(tree.run("hint", "turnstile/01")).isEqualTo(4);

        assertThat(tree.said()).contains("turnstile/01 is not started yet.", "./kata start turnstile/01");
        assertThat(folder.resolve(".kata/progress.json")).doesNotExist();
    }

    @Test
    void get_hints_level_by_level_and_the_last_one_again() throws Exception {
        tree.run("start", "turnstile/01");
        tree.run("hint", "turnstile/01");
        assertThat(tree.said()).contains("C-2  three visitors are three", "Where is the number kept?", "level 1 of 2");
        tree.run("hint", "turnstile/01");
        assertThat(tree.said()).contains("Who changes it?", "--give-up");
        tree.run("hint", "turnstile/01");
        assertThat(tree.said()).contains("Who changes it?");

        assertThat(Files.readString(folder.resolve(".kata/progress.json"))).contains("\"C-2/1\", \"C-2/2\"");
    }

    @Test
    void get_the_solution_after_giving_up() throws Exception {
        assertThat(tree.run("solution", "turnstile/01")).isEqualTo(4);
        assertThat(tree.said()).contains("--give-up").doesNotContain("return ++last");

        assertThat(tree.run("solution", "turnstile/01", "--give-up")).isZero();

        assertThat(tree.said()).contains("return ++last");
        assertThat(Files.readString(folder.resolve(".kata/progress.json"))).contains("\"gaveUp\" : true");
    }
}
