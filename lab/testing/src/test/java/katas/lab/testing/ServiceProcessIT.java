package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import katas.lab.testing.exercise.EnvironmentFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServiceKill
class ServiceProcessIT {
    @TempDir
    Path tree;

    private Path module;

    @BeforeEach
    void build() throws IOException {
        module = tree.resolve("tiny");
        Files.createDirectories(module.resolve("target"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
        var jar = module.resolve("target/tiny-1.0-SNAPSHOT.jar");
        var type = TinyService.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = TinyService.class.getResourceAsStream("/" + type)) {
            out.putNextEntry(new JarEntry(type));
            assertThat(in).isNotNull();
            in.transferTo(out);
        }
    }

    @Test
    void is_ready_when_it_has_started_and_reads_its_settings_from_the_environment() throws Exception {
        try (var service = ServiceProcess.of(module)
                .variant("gcra")
                .property("katas.tiny-service.replicas", "3")
                .start()) {
            assertThat(get(service.url("/environment")))
                    .contains("VARIANT=gcra", "KATAS_TINYSERVICE_REPLICAS=3", "KATAS_DEMO_KEYS=true")
                    .contains("SERVER_PORT=" + service.port());
            // what it says comes another way than what it answers
            await().atMost(Duration.ofSeconds(30)).until(() -> service.log().contains("not ready yet"));
        }
    }

    @Test
    void killed_it_is_gone_and_restarted_it_is_back_at_the_same_address() throws Exception {
        try (var service = ServiceProcess.of(module).start()) {
            long before = service.pid();

            service.kill();

            assertThat(service.running()).isFalse();
            assertThatThrownBy(() -> get(service.url("/environment"))).isInstanceOf(ConnectException.class);

            service.restart();

            assertThat(service.pid()).isNotEqualTo(before);
            assertThat(get(service.url("/environment"))).isNotEmpty();
        }
    }

    @Test
    void one_that_runs_out_of_memory_dies() throws Exception {
        try (var service = ServiceProcess.of(module).start()) {
            assertThatThrownBy(() -> get(service.url("/memory"))).isInstanceOf(IOException.class);

            await().atMost(Duration.ofSeconds(30)).until(() -> !service.running());
        }
    }

    @Test
    void runs_as_several_replicas_that_die_alone() throws Exception {
        var replicas = ServiceProcess.of(module).start(3);
        try {
            assertThat(replicas).extracting(ServiceProcess::port).doesNotHaveDuplicates();

            replicas.getFirst().kill();

            assertThat(get(replicas.getLast().url("/environment"))).isNotEmpty();
        } finally {
            replicas.forEach(ServiceProcess::close);
        }
    }

    @Test
    void says_what_it_said_when_it_does_not_start() {
        var broken = ServiceProcess.of(module).environment("BROKEN", "true");

        assertThatThrownBy(broken::start)
                .hasMessageMatching("(?s)tiny on port \\d+ did not become ready.*I am broken.*");
    }

    @Test
    void names_the_command_that_builds_a_missing_jar() {
        assertThatThrownBy(() -> ServiceProcess.of(tree.resolve("other")).start())
                .isInstanceOf(EnvironmentFailure.class)
                .hasMessageEndingWith("mvn -pl other -am package builds it");
    }

    private static String get(URI uri) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
