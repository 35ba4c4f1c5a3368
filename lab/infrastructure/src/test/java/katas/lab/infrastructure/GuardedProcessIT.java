package katas.lab.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void hands_on_every_line_and_the_exit_code() {
        var lines = new CopyOnWriteArrayList<String>();

        var process = GuardedProcess.command("sh", "-c", "pwd; echo $GREETING; echo oops >&2; exit 7")
                .in(folder)
                .environment(Map.of("GREETING", "hello"))
                .output(lines::add)
                .start();

        assertThat(process.exit().join()).isEqualTo(7);
        assertThat(process.lastLines())
                .containsExactly(folder.toString(), "hello", "oops")
                .isEqualTo(lines);
    }

    @Test
    void passes_arguments_on_as_they_are() {
        try (var process = GuardedProcess.command("printf", "%s\\n", "two words", "$HOME", "'")
                .start()) {
            process.exit().join();

            assertThat(process.lastLines()).containsExactly("two words", "$HOME", "'");
        }
    }

    @Test
    void keeps_the_last_lines_only() {
        var process = GuardedProcess.command("seq", "1000").start();

        process.exit().join();

        assertThat(process.lastLines()).hasSize(20).endsWith("999", "1000");
    }

    @Test
    void survives_a_ctrl_c_that_reaches_the_whole_group() throws Exception {
        try (var process = sleeper()) {
            for (var signal : List.of("INT", "HUP", "QUIT")) {
                send(signal, process.pid());
            }

            assertThat(process.running()).isTrue();
        }
    }

    @Test
    void has_no_running_thread_once_it_is_paused() throws Exception {
        try (var process = running("echo running; while :; do :; done")) {
            var state = new ProcessState(process.pid());
            assertThat(state.isStopped()).isFalse();

            process.pause();
            assertThat(state.isStopped()).isTrue();

            process.resume();
            await().atMost(SOON).until(() -> !state.isStopped());
        }
    }

    @Test
    void stops_even_when_it_is_paused() {
        var process = sleeper();
        process.pause();

        process.stop(SOON);

        assertThat(process.exit().join()).isEqualTo(128 + 15);
    }

    @Test
    void is_killed_when_it_does_not_stop_by_itself() {
        var process = running("trap '' TERM; echo running; while :; do sleep 0.1; done");

        process.stop(Duration.ofMillis(300));

        assertThat(process.exit().join()).isEqualTo(128 + 9);
    }

    @Test
    void sends_its_guard_home_when_it_ends() {
        var unmistakable = "60." + System.nanoTime();
        var process = GuardedProcess.command("sleep", unmistakable).start();
        await("child and guard").atMost(SOON).until(() -> processesWith(unmistakable) == 2);

        process.kill();

        await().atMost(SOON).until(() -> processesWith(unmistakable) == 0);
    }

    @Nested
    class when_the_launcher_is_killed {
        @Test
        void its_child_is_gone() throws Exception {
            assertThat(childOfKilledLauncher()).satisfies(this::ends);
        }

        @Test
        void its_child_is_gone_even_if_it_was_paused() throws Exception {
            assertThat(childOfKilledLauncher("paused")).satisfies(this::ends);
        }

        private ProcessHandle childOfKilledLauncher(String... options) throws IOException {
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Launcher.class.getName(),
                    folder.toString()));
            command.addAll(List.of(options));
            var launcher = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var lines = launcher.inputReader()) {
                var redis = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
                assertThat(redis.isAlive()).isTrue();
                return redis;
            } finally {
                launcher.destroyForcibly().onExit().join();
            }
        }

        private void ends(ProcessHandle redis) {
            await().atMost(SOON).until(() -> !redis.isAlive());
        }
    }

    private static GuardedProcess sleeper() {
        return running("echo running; exec sleep 60");
    }

    private static GuardedProcess running(String script) {
        var process = GuardedProcess.command("sh", "-c", script).start();
        await().atMost(SOON).until(() -> process.lastLines().contains("running"));
        return process;
    }

    private static void send(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                        .start()
                        .waitFor())
                .isZero();
    }

    private static long processesWith(String argument) throws IOException {
        try (var lines = new ProcessBuilder("ps", "-A", "-o", "args=").start().inputReader()) {
            return lines.lines().filter(line -> line.contains(argument)).count();
        }
    }
}
