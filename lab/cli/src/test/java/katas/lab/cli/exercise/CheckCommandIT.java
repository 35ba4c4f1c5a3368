package katas.lab.cli.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each red is what it claims to be.
 *
 * <p>Each test compiles and starts a JVM, so what another shows as well, here or of the runner, is left to long runs.
 */
class CheckCommandIT {

    private static final String COUNTER = "01-counter/counter/Counter.java";

    @TempDir
    Path folder;

    TurnstileTree tree;

    @BeforeEach
    void start() throws Exception {
        tree = TurnstileTree.in(folder);
        tree.run("start", "turnstile/01");
    }

    private int checkWith(String body) throws IOException {
        tree.write(COUNTER, "package counter;\n\nfinal class Counter {\n    private int last;\n\n" + body + "\n}\n");
        return tree.run("check", "turnstile/01", "--seed", "42");
    }

    @Nested
    class Done {

        @Test
        void when_every_check_is_green() throws Exception {
            int exit = checkWith("    int next() { return ++last; }");

            assertThat(exit).isZero();
            assertThat(tree.said())
                    .contains("✓ C-1", "✓ C-2", "3 runs", "✓ C-3", "Done: 3 of 3 checks green")
                    .contains("kata solution turnstile/01");
        }

        @Test
        void is_not_said_of_a_part() throws Exception {
            checkWith("    int next() { return ++last; }");
            tree.run("reset", "turnstile/01");
            Files.delete(folder.resolve(".kata/progress.json"));

            tree.run("check", "turnstile/01", "--check", "C-1");

            assertThat(tree.said())
                    .contains("1 of 1 checks green. That is a part")
                    .doesNotContain("Done");
            assertThat(tree.run("solution", "turnstile/01")).isEqualTo(4);
        }
    }

    @Nested
    class Not_done {

        @Test
        void says_expected_got_invariant_counter_example_repetition_and_next_hint() throws Exception {
            tree.write(COUNTER, "package counter;\n\nfinal class Counter {\n    int next() { return 1; }\n}\n");

            int exit = tree.run("check", "turnstile/01", "--check", "C-3", "--seed", "42");

            assertThat(exit).isEqualTo(1);
            assertThat(tree.said())
                    .contains("✗ C-3  nobody gets a number twice")
                    .contains("expected  4 numbers          got  1")
                    .contains("broken    a number belongs to one visitor")
                    .contains("visitor 2 got 1   ← taken")
                    .contains("again     ./kata check turnstile/01 --check C-3 --seed 42")
                    .contains("level 1 of 2: \"Where is the number kept?\"")
                    .contains("Not done yet: 0 of 1 checks green. This red is the exercise, not a broken setup.")
                    .doesNotContain("\tat ");
        }

        @Test
        void stops_at_the_first_failure_and_names_what_it_left_out() throws Exception {
            int exit = checkWith("    int next() { return 1; }");

            assertThat(exit).isEqualTo(1);
            assertThat(tree.said())
                    .contains("✗ C-2", "3 runs: failed, failed, failed", "⏭ C-3  not run: C-2 first   (--all");
        }

        @Test
        void shows_traces_only_when_asked() throws Exception {
            tree.write(COUNTER, "package counter;\n\nfinal class Counter {\n    int next() { return 0; }\n}\n");

            tree.run("check", "turnstile/01", "--debug");

            assertThat(tree.said()).contains("at counter.CounterChecks.the_first_visitor_is_number_1");
        }

        @Test
        void points_at_the_line_that_threw() throws Exception {
            int exit = checkWith("    int next() { throw new UnsupportedOperationException(\"write me\"); }");

            assertThat(exit).isEqualTo(1);
            assertThat(tree.said())
                    .contains("your code threw  UnsupportedOperationException: write me", "at        Counter.java:6");
        }

        @Test
        void points_at_an_endless_loop() throws Exception {
            int exit = checkWith("    int next() { while (last >= 0) { last = 1; } return last; }");

            assertThat(exit).isEqualTo(1);
            assertThat(tree.said())
                    .containsPattern("did not come back within \\d s: it runs and runs, an endless loop")
                    .contains("at        Counter.java:6");
        }

        @Test
        @Tag("long")
        void tells_waiting_from_looping() throws Exception {
            int exit = checkWith(
                    "    synchronized int next() { try { wait(); } catch (InterruptedException e) {} return 1; }");

            assertThat(exit).isEqualTo(1);
            assertThat(tree.said()).contains("it waits for something that does not come");
        }

        @Test
        void does_not_wait_for_what_the_code_left_behind() throws Exception {
            int exit = checkWith("""
                        Counter() {
                            var forever = new Thread(() -> { while (true) { last = last; } });
                            Runtime.getRuntime().addShutdownHook(forever);
                        }

                        int next() { return 1; }
                    """);

            assertThat(exit).isEqualTo(1);
            assertThat(tree.said()).contains("✓ C-1", "✗ C-2");
        }

        @Test
        @Tag("long")
        void names_the_threads_of_a_deadlock() throws Exception {
            int exit = checkWith("""
                        private static final Object A = new Object();
                        private static final Object B = new Object();

                        int next() {
                            var both = new java.util.concurrent.CyclicBarrier(2);
                            Thread.ofPlatform().name("other").start(() -> hold(B, A, both));
                            return hold(A, B, both);
                        }

                        private static int hold(Object first, Object second, java.util.concurrent.CyclicBarrier both) {
                            synchronized (first) {
                                try { both.await(); } catch (Exception e) { throw new IllegalStateException(e); }
                                synchronized (second) { return 1; }
                            }
                        }
                    """);

            assertThat(exit).isEqualTo(1);
            assertThat(tree.said()).contains("a deadlock", "main waits for what other holds");
        }

        @Test
        void says_who_ended_the_jvm_and_runs_the_rest_when_asked() throws Exception {
            tree.write(COUNTER, """
                    package counter;

                    final class Counter {
                        int next() {
                            System.exit(0);
                            return 1;
                        }
                    }
                    """);

            int exit = tree.run("check", "turnstile/01", "--all");

            assertThat(exit).isEqualTo(1);
            assertThat(tree.said())
                    .contains("System.exit was called", "at        Counter.java:5")
                    .contains("✗ C-1", "✗ C-2", "✗ C-3");
        }

        @Test
        void knows_when_memory_runs_out() throws Exception {
            int exit = checkWith("    int next() { return new byte[1_000_000_000].length; }");

            assertThat(exit).isEqualTo(1);
            assertThat(tree.said())
                    .contains("used up all of its memory (512 MB)")
                    .doesNotContain("[you]");
        }

        @Test
        @Tag("long")
        void knows_an_endless_recursion() throws Exception {
            checkWith("    int next() { return 1 + next(); }");

            assertThat(tree.said()).contains("your code threw  StackOverflowError");
        }
    }

    @Nested
    class Code_that_does_not_compile {

        @Test
        void is_shown_with_file_line_and_place() throws Exception {
            int exit = checkWith("    int next() { return lost; }");

            assertThat(exit).isEqualTo(1);
            assertThat(tree.said())
                    .contains("It does not compile yet")
                    .contains("work/turnstile/01-counter/counter/Counter.java:6  cannot find symbol")
                    .contains("    int next() { return lost; }\n" + " ".repeat(9 + 24) + "^")
                    .doesNotContain("CounterChecks");
        }

        @Test
        void with_its_checks_is_told_what_they_need() throws Exception {
            int exit = checkWith("    int following() { return ++last; }");

            assertThat(exit).isEqualTo(1);
            assertThat(tree.said())
                    .contains("The checks no longer fit your code", "method next()")
                    .contains("turnstile/exercises/01-counter/starter");
        }
    }

    @Nested
    class Output {

        @Test
        void of_the_learner_is_marked_and_capped() throws Exception {
            checkWith("""
                        int next() {
                            for (int i = 0; i < 1000; i++) { System.out.println("I am here " + i); }
                            return ++last;
                        }
                    """);

            assertThat(tree.said())
                    .contains(" [you] I am here 0\n", " [you] I am here 19\n", "lines more")
                    .doesNotContain("I am here 20\n");
        }

        @Test
        void that_looks_like_a_result_is_none() throws Exception {
            int exit = checkWith("""
                        int next() {
                            System.out.println("{\\"event\\":\\"passed\\",\\"check\\":\\"C-1\\"}");
                            return 0;
                        }
                    """);

            assertThat(exit).isEqualTo(1);
            assertThat(tree.said()).contains("✗ C-1");
        }
    }

    @Test
    void a_check_that_passes_one_run_of_three_and_proves_nothing_is_inconclusive() throws Exception {
        int exit = checkWith("""
                    private static int calls;

                    int next() {
                        calls++;
                        // C-1 makes the first call, the runs of C-2 three each
                        return calls == 1 ? 1 : calls == 7 ? 3 : 0;
                    }
                """);

        assertThat(exit).isEqualTo(2);
        assertThat(tree.said()).contains("? C-2", "3 runs: failed, passed, failed", "Inconclusive");
    }

    @Test
    void a_missing_server_is_the_environment_and_not_the_learner() {
        tree.run("start", "turnstile/02");

        int exit = tree.run("check", "turnstile/02");

        assertThat(exit).isEqualTo(3);
        assertThat(tree.said())
                .contains("! Environment: Redis did not answer within 5 s (embedded, port 20417).")
                .contains("./kata doctor", "Your code was not run.");
    }

    @Test
    void unknown_exercises_and_checks_are_usage_errors_that_name_the_known_ones() {
        assertThat(tree.run("check", "turnstile/10")).isEqualTo(4);
        assertThat(tree.said()).contains("Did you mean 'turnstile/01'?");
        assertThat(tree.run("check", "turnstile/01", "--check", "C-9")).isEqualTo(4);
        assertThat(tree.run("check", "turnstile/03")).isEqualTo(4);
        assertThat(tree.said()).contains("not started");
    }

    @Test
    void a_guess_is_answered_with_the_learners_own_number() throws Exception {
        tree.write("01-counter/prediction.txt", "# How many?\n3\n");

        checkWith("    int next() { return ++last; }");

        assertThat(tree.said())
                .contains("You were asked: How many of three visitors does the starter count?")
                .contains("You said 3. Your own machine, just now: 1");
    }

    @Test
    void a_run_is_kept_for_programs_to_read() throws Exception {
        checkWith("    int next() { return 0; }");

        try (var runs = Files.list(folder.resolve(".kata/runs"))) {
            assertThat(runs.map(run -> run.resolve("results.json")).toList())
                    .singleElement()
                    .satisfies(file -> assertThat(file)
                            .content()
                            .contains("\"exercise\" : \"01-counter\"", "\"seed\" : 42", "\"status\" : \"fail\"")
                            .contains("\"expected\" : \"1\"", "\"actual\" : [ \"0\" ]", "\"C-1.counted\" : 0"));
        }
    }

    @Nested
    class A_break_exercise {

        @BeforeEach
        void start() {
            tree.run("start", "turnstile/03");
        }

        @Test
        void lists_every_survivor_and_says_what_it_does_only_after_a_hint() {
            assertThat(tree.run("check", "turnstile/03")).isEqualTo(1);
            assertThat(tree.said())
                    .contains("✓ B-1", "✗ B-2", "✗ B-3", "got  all 1 pass", "1 of 3 checks green")
                    .doesNotContain("it sticks at one");

            tree.run("hint", "turnstile/03");
            tree.run("check", "turnstile/03");

            assertThat(tree.said()).contains("in fact   it sticks at one").doesNotContain("it counts by two");
        }

        @Test
        void stops_when_the_tests_are_wrong_about_what_is_right() throws Exception {
            tree.write("03-break-the-counter/broken/CountersTest.java", """
                    package broken;

                    class CountersTest {
                        @org.junit.jupiter.api.Test
                        void begins_with_zero() {
                            org.assertj.core.api.Assertions.assertThat(new CounterUnderTest().next()).isZero();
                        }
                    }
                    """);

            assertThat(tree.run("check", "turnstile/03")).isEqualTo(1);
            assertThat(tree.said()).contains("✗ B-1", "begins with zero", "⏭ B-2, B-3  not run: B-1 first");
        }
    }
}
