package katas.lab.testing.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceRunnerIT {

    @TempDir
    Path folder;

    Path events;
    List<String> jvmOptions = List.of();

    @BeforeEach
    void choose_a_file() {
        events = folder.resolve("events.jsonl");
    }

    @Nested
    class Plain_tests {

        @Test
        void are_printed_as_sentences_under_the_words_of_their_class() throws Exception {
            var ended = run(Samples.TeaKettle.class, "--exclude-tag", "long");

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.output())
                    // a slow test's time follows its sentence
                    .containsPattern("tea kettle\n ✓ boils at a hundred degrees( \\(.+ s\\))?\n")
                    .contains("tea kettle › on a mountain\n ✗ boils earlier")
                    .contains("[degrees]", "expected: 100", "but was: 93", "at Samples.java:")
                    .doesNotContain("boils dry");
        }

        @Test
        void are_recorded_in_a_file_that_their_output_cannot_reach() throws Exception {
            run(Samples.TeaKettle.class);

            assertThat(Files.readAllLines(events))
                    .filteredOn(line -> line.startsWith("{\"event\":\"passed\""))
                    .hasSize(2);
            assertThat(Files.readString(events)).endsWith("""
                    {"event":"done","passed":2,"failed":1,"inconclusive":0,"skipped":0}
                    """);
        }

        @Test
        void that_are_not_there_are_a_usage_error() throws Exception {
            assertThat(run(SentenceRunnerIT.class, "--checks", "S-1").status()).isEqualTo(4);
        }
    }

    @Nested
    class Checks {

        @Test
        void run_in_the_order_of_their_plan_with_a_seed_a_run() throws Exception {
            run(Samples.Checks.class, "--checks", "S-1:2,S-3");

            assertThat(Files.readAllLines(events))
                    .filteredOn(line -> line.startsWith("{\"event\":\"measured\""))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("run 1 of 2", "\"name\":\"seed\",\"value\":\"7\""),
                            line -> assertThat(line).contains("run 2 of 2", "\"name\":\"seed\",\"value\":\"8\""),
                            line -> assertThat(line).contains("\"check\":\"S-3\""));
        }

        @Test
        void end_the_run_when_told_to_stop_after_their_failure() throws Exception {
            var ended = run(Samples.Checks.class, "--checks", "S-2:2,S-3", "--stop-after", "S-2");

            assertThat(ended.output()).isEqualTo("hello from the learner\n".repeat(2));
            assertThat(Files.readString(events))
                    .contains(
                            "\"kind\":\"check\"",
                            "\"expected\":\"10 at most\",\"got\":\"13\"",
                            "n2 counted 9",
                            "\"reason\":\"Execution cancelled\"")
                    .doesNotContain("\"event\":\"measured\"");
        }

        @Test
        void that_loop_for_ever_are_ended_with_the_place_where_they_hang() throws Exception {
            var ended = run(Samples.Endless.class, "--checks", "S-1", "--time-limit", "1");

            assertThat(ended.status()).isEqualTo(TimeLimit.STATUS);
            assertThat(lastEvent())
                    .contains("\"event\":\"time-limit\"", "\"state\":\"RUNNABLE\"", "Endless.loops", "\"deadlock\":[]");
        }

        @Test
        void that_deadlock_name_both_threads() throws Exception {
            run(Samples.Deadlocked.class, "--checks", "S-1", "--time-limit", "1");

            assertThat(lastEvent()).contains("main waits for what second holds", "second waits for what main holds");
        }

        @Test
        void that_end_the_jvm_are_seen_doing_it() throws Exception {
            run(Samples.Exits.class, "--checks", "S-1");

            assertThat(lastEvent()).contains("\"event\":\"exit\"", "Samples$Exits.ends_the_jvm");
        }

        @Test
        void without_their_server_are_no_fault_of_the_code() throws Exception {
            run(Samples.WithoutServer.class, "--checks", "S-1");

            assertThat(Files.readString(events))
                    .contains("\"kind\":\"environment\",\"message\":\"Redis did not answer within 5 s");
        }

        @Test
        void whose_server_cannot_start_are_no_fault_of_the_code() throws Exception {
            // nowhere to put its data
            jvmOptions = List.of("-Dlab.infrastructure=embedded", "-Dlab.data=" + folder.resolve("missing"));

            var ended = run(Samples.WithRedis.class, "--checks", "S-1");

            assertThat(ended.output()).doesNotContain("never reached");
            assertThat(Files.readString(events))
                    .contains("\"kind\":\"environment\"")
                    .contains("missing");
        }

        @Test
        void cannot_flood_their_reader() throws Exception {
            assertThat(run(Samples.Chatty.class, "--checks", "S-1").output())
                    .hasSizeLessThan(66 * 1024)
                    .endsWith("more than 64 KiB of output: the rest is dropped\n");
        }
    }

    private record Ended(int status, String output) {}

    private Ended run(Class<?> tests, String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlab.seed=7",
                "-cp",
                System.getProperty("java.class.path"),
                SentenceRunner.class.getName(),
                "--class",
                tests.getName(),
                "--events",
                events.toString()));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private String lastEvent() throws IOException {
        return Files.readAllLines(events).getLast();
    }
}
