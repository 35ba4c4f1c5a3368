package katas.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import katas.lab.cli.build.Programs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds a copy of the whole tree, more than once: too long for every build. */
@Tag("long")
class LauncherIT {
    private static final Path ROOT = CopiedTree.shared().root();
    private static final Path LAUNCHER = ROOT.resolve("kata");
    private static final Path PACKAGE = ROOT.resolve("lab/cli/src/main/java/katas/lab/cli/package-info.java");

    @TempDir
    Path elsewhere;

    @BeforeAll
    static void build_once() {
        try (var list = kata("list")) {
            assertThat(list.exit()).as(list.output()).isZero();
        }
    }

    @Test
    void does_not_build_a_second_time() {
        try (var list = kata("list")) {
            assertThat(list.exit()).isZero();
            assertThat(list.output()).contains("rate-limiter").doesNotContain("building");
        }
    }

    @Test
    void works_from_another_folder_through_a_symbolic_link() throws IOException {
        var link = Files.createSymbolicLink(elsewhere.resolve("a link"), LAUNCHER);

        try (var list = KataCall.start(link, elsewhere, Map.of(), "list")) {
            assertThat(list.exit()).as(list.output()).isZero();
            assertThat(list.output()).contains("rate-limiter");
        } finally {
            Files.delete(link);
        }
    }

    @Test
    void says_in_one_line_what_is_missing_without_a_jdk_25() throws IOException {
        // a PATH without java, and a home without any
        for (var tool : Stream.of("sh", "dirname", "readlink").toList()) {
            Files.copy(
                    Programs.onThePath(tool).orElseThrow(),
                    elsewhere.resolve(tool),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        var launcher = Files.readString(LAUNCHER).replace("/usr/lib/jvm", "/nowhere");
        var blind = Files.writeString(elsewhere.resolve("kata"), launcher);
        assertThat(blind.toFile().setExecutable(true)).isTrue();
        var bare =
                Map.of("PATH", elsewhere.toString(), "HOME", elsewhere.toString(), "JAVA_HOME", "", "JAVA25_HOME", "");

        try (var list = KataCall.start(blind, elsewhere, bare, "list")) {
            assertThat(list.exit()).isEqualTo(3);
            assertThat(list.output()).startsWith(" ! Environment: no JDK 25 found.\n   Fix: install one");
        }
    }

    @Test
    void asks_for_urls_without_building_even_when_stale() throws IOException {
        var sources = Files.readString(PACKAGE);
        makeStale();

        try (var urls = kata("urls", "--json")) {
            assertThat(urls.exit()).isZero();
            assertThat(urls.output()).isEqualTo("[]\n");
        }

        // as it was, so that nobody has to build it
        Files.writeString(PACKAGE, sources);
    }

    @Test
    void builds_once_when_two_terminals_ask() throws IOException {
        makeStale();

        try (var one = kata("list");
                var other = kata("list")) {
            assertThat(one.exit()).as(one.output()).isZero();
            assertThat(other.exit()).as(other.output()).isZero();
            assertThat(one.output() + other.output()).containsOnlyOnce("✓ built lab/cli");
        }
    }

    @Test
    void leaves_neither_processes_nor_a_lock_behind_however_a_build_is_ended() throws IOException {
        makeStale();
        try (var terminated = kata("list")) {
            var processes = processesOfBuild(terminated);

            terminated.terminate();

            assertThat(terminated.exit()).isNotZero();
            awaitEnd(processes);
        }
        try (var killed = kata("list")) {
            var processes = processesOfBuild(killed);

            processes.forEach(ProcessHandle::destroyForcibly);

            awaitEnd(processes);
        }
        try (var list = kata("list")) {
            assertThat(list.exit()).as(list.output()).isZero();
            assertThat(list.output()).contains("✓ built lab/cli");
        }
    }

    @Test
    void shows_what_does_not_compile_and_nothing_else() throws IOException {
        var broken = ROOT.resolve("lab/cli/src/main/java/katas/lab/cli/Broken.java");
        Files.writeString(broken, "package katas.lab.cli; class Broken { Missing field; }");
        try (var list = kata("list")) {
            assertThat(list.exit()).isEqualTo(1);
            assertThat(list.output())
                    .contains("Broken.java", "cannot find symbol", "Fix: mend what does not compile")
                    .doesNotContain("[ERROR]", "\tat ", "re-run Maven");
        } finally {
            Files.delete(broken);
        }
    }

    private static KataCall kata(String... arguments) {
        return KataCall.start(LAUNCHER, ROOT, Map.of("NO_COLOR", "1"), arguments);
    }

    private static List<ProcessHandle> processesOfBuild(KataCall call) {
        call.awaitOutput("building lab/cli");
        // the launcher, the builder and Maven
        await().atMost(Duration.ofSeconds(20)).until(() -> call.processes().size() >= 3);
        return call.processes();
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        await().atMost(Duration.ofSeconds(20)).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static void makeStale() throws IOException {
        Files.writeString(PACKAGE, "\n// once more\n", StandardOpenOption.APPEND);
    }
}
