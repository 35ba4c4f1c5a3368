package katas.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import katas.lab.cli.run.RunningLab.Address;
import katas.lab.infrastructure.FreePorts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Builds a copy of the whole tree, more than once: too long for every build. */
@Tag("long")
class UpIT {
    private static final Path ROOT = CopiedTree.shared().root();
    private static final String STARTED = "Ctrl-C stops everything.";

    private final int port = FreePorts.next();

    @Test
    void runs_a_service_says_where_declines_a_second_run_and_leaves_nothing_behind_when_killed() throws Exception {
        try (var up = kata("up", "rate-limiter", "--variant", "gcra").awaitOutput(STARTED)) {
            var url = "http://localhost:" + port;

            assertThat(status(url + "/actuator/health/readiness")).isEqualTo(200);
            assertThat(up.output())
                    .contains(url, "variant gcra", "demo-key, demo-admin-key", "curl -i localhost:" + port);
            assertThat(urls())
                    .containsExactly(new Address("rate-limiter", url, "demo-key", "demo-admin-key", null, "gcra"));
            try (var second = kata("up")) {
                assertThat(second.exit()).isEqualTo(3);
                assertThat(second.output()).contains("the lab is up already", url, "kill " + up.pid());
            }

            var processes = up.processes();
            // itself, the service and Redis
            assertThat(processes).hasSizeGreaterThanOrEqualTo(3);
            up.kill();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(urls()).isEmpty();
        }
    }

    @Test
    void stops_everything_in_order_when_terminated_and_starts_from_an_aot_cache_the_next_time() throws Exception {
        try (var first = kata("up", "rate-limiter").awaitOutput(STARTED)) {
            await().atMost(Duration.ofMinutes(3)).until(() -> aotCache().isPresent());
            var processes = first.processes();

            first.terminate();

            assertThat(first.exit()).isEqualTo(143);
            assertThat(first.output()).endsWith("Stopping …\nStopped.\n");
            assertThat(processes).noneMatch(ProcessHandle::isAlive);
        }
        var cache = aotCache().orElseThrow();
        try (var second = kata("up", "rate-limiter").awaitOutput(STARTED)) {
            var service = second.processes().stream()
                    .map(process -> List.of(process.info().arguments().orElse(new String[0])))
                    .filter(arguments -> arguments.contains("-XX:AOTCache=" + cache))
                    .toList();

            assertThat(service).hasSize(1);
            assertThat(second.output()).doesNotContain("In the background");
            second.kill();
            assertThat(startsWithNothingButTheCache(service.getFirst())).isTrue();
        }
    }

    @Test
    void is_clean_when_terminated_while_it_starts() {
        try (var up = kata("up", "rate-limiter").awaitOutput("starting")) {
            await().atMost(Duration.ofMinutes(1)).until(() -> up.processes().size() > 1);
            var processes = up.processes();

            up.terminate();

            assertThat(up.exit()).isEqualTo(143);
            assertThat(up.output()).contains("Stopped.").doesNotContain("Environment", "bug");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void names_the_process_that_holds_its_port() throws IOException {
        try (var _ = new ServerSocket(port);
                var up = kata("up", "rate-limiter")) {
            assertThat(up.exit()).isEqualTo(3);
            assertThat(up.output())
                    .contains(
                            "port " + port,
                            "java (process " + ProcessHandle.current().pid() + ")",
                            "RATE_LIMITER_PORT=");
        }
    }

    private static Optional<Path> aotCache() throws IOException {
        try (var versions = Files.list(ROOT.resolve(".kata/cache/rate-limiter"))) {
            return versions.map(version -> version.resolve("service.aot"))
                    .filter(Files::exists)
                    .findFirst();
        }
    }

    /** With this mode the JVM refuses to start when the cache does not fit, instead of doing without it. */
    private static boolean startsWithNothingButTheCache(List<String> arguments) throws Exception {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:AOTMode=on"));
        command.add("-Dspring.context.exit=onRefresh");
        command.addAll(arguments);
        var java = new ProcessBuilder(command).redirectErrorStream(true);
        java.environment().put("SERVER_PORT", "0");
        var process = java.start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        return process.waitFor() == 0;
    }

    private KataCall kata(String... arguments) {
        return KataCall.start(
                ROOT.resolve("kata"),
                ROOT,
                Map.of("NO_COLOR", "1", "RATE_LIMITER_PORT", Integer.toString(port)),
                arguments);
    }

    private Address[] urls() {
        try (var urls = kata("urls", "--json")) {
            assertThat(urls.exit()).isZero();
            return JsonMapper.shared().readValue(urls.output(), Address[].class);
        }
    }

    private static int status(String url) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
