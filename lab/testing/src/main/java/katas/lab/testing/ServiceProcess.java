package katas.lab.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import katas.lab.infrastructure.FreePorts;
import katas.lab.infrastructure.GuardedProcess;
import katas.lab.infrastructure.Resources;
import katas.lab.testing.exercise.EnvironmentFailure;

/**
 * A kata's real jar in a JVM of its own, to be killed like a service in production.
 *
 * <p>Port and settings stay the same from one start to the next. The last 10,000 lines of its log are kept.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
    private static final int LINES_KEPT = 10_000;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final Path module;
    private final Map<String, String> environment;
    private final int port = FreePorts.next();
    private final Deque<String> log = new ArrayDeque<>();
    private GuardedProcess process;

    private ServiceProcess(Path module, Map<String, String> environment) {
        this.module = module;
        this.environment = new HashMap<>(environment);
        this.environment.put("SERVER_PORT", Integer.toString(port));
        this.process = launch();
    }

    /**
     * Begins the description of a service.
     *
     * @param kata folder of its module in this tree, such as {@code rate-limiter}
     */
    public static Builder of(String kata) {
        return of(Tree.root().resolve(kata));
    }

    /**
     * Begins the description of a service.
     *
     * @param module folder of its module, whose {@code target} holds the jar
     */
    public static Builder of(Path module) {
        return new Builder(module.toAbsolutePath());
    }

    /** Where it answers: {@code http://127.0.0.1:20417}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Where it answers, with a path.
     *
     * @param path begins with a slash
     */
    public URI url(String path) {
        return url().resolve(path);
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** The id of its process. */
    public long pid() {
        return process.pid();
    }

    /** Tells whether its process lives. */
    public boolean running() {
        return process.running();
    }

    /** What it has logged since its first start. */
    public List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** Ends it like a crash: {@code kill -9}. */
    public void kill() {
        process.kill();
    }

    /** Freezes it: connections stay open, and nothing answers. */
    public void pause() {
        process.pause();
    }

    /** Lets a paused one go on. */
    public void resume() {
        process.resume();
    }

    /** Asks it to shut down, and kills it if it does not within ten seconds. */
    public void stop() {
        process.stop(GRACE);
    }

    /** Starts it again, after a stop if it still runs; returns when it is ready. */
    public void restart() {
        stop();
        process = launch();
        awaitReady();
    }

    @Override
    public void close() {
        stop();
    }

    private GuardedProcess launch() {
        return GuardedProcess.command(command())
                .in(module)
                .environment(environment)
                .output(this::keep)
                .start();
    }

    private List<String> command() {
        var target = module.resolve("target");
        var jar = target.resolve(name() + "-1.0-SNAPSHOT.jar");
        if (!Files.exists(jar)) {
            throw new EnvironmentFailure("%s is not there: mvn -pl %s -am package builds it".formatted(jar, name()));
        }
        var flags = target.resolve("service.jvmargs");
        try {
            Resources.copy("service.jvmargs", flags);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + flags,
                "-Xmx256m",
                "-jar",
                jar.toString());
    }

    private String name() {
        return module.getFileName().toString();
    }

    private void keep(String line) {
        synchronized (log) {
            log.addLast(line);
            if (log.size() > LINES_KEPT) {
                log.removeFirst();
            }
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready()) {
            if (!running() || System.nanoTime() > deadline) {
                process.kill();
                throw new IllegalStateException("%s on port %d did not become ready. It said:%n  %s"
                        .formatted(name(), port, String.join("\n  ", process.lastLines())));
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
    }

    private boolean ready() {
        var question = HttpRequest.newBuilder(url("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name() + " was starting");
        }
    }

    /** Describes a service before it starts. */
    public static final class Builder {
        private final Path module;
        private final Map<String, String> environment = new HashMap<>(Map.of("KATAS_DEMO_KEYS", "true"));

        private Builder(Path module) {
            this.module = module;
        }

        /** Lets it use this Redis. */
        public Builder redis(RedisHandle redis) {
            return environment("SPRING_DATA_REDIS_HOST", redis.host())
                    .environment("SPRING_DATA_REDIS_PORT", Integer.toString(redis.port()));
        }

        /** Lets it use this Kafka. */
        public Builder kafka(KafkaHandle kafka) {
            return environment("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        }

        /** Chooses its variant. */
        public Builder variant(String variant) {
            return environment("VARIANT", variant);
        }

        /** Sets an environment variable. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /**
         * Sets a property, by the environment variable that Spring Boot reads it from.
         *
         * @param name such as {@code katas.rate-limiter.replicas}
         */
        public Builder property(String name, String value) {
            return environment(name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT), value);
        }

        /** Starts it on a free port and returns when it is ready. */
        public ServiceProcess start() {
            return start(1).getFirst();
        }

        /**
         * Starts several replicas at once, each on a free port, and returns when all are ready.
         *
         * @param replicas at least 1
         */
        public List<ServiceProcess> start(int replicas) {
            var started = IntStream.range(0, replicas)
                    .mapToObj(_ -> new ServiceProcess(module, environment))
                    .toList();
            try {
                started.forEach(ServiceProcess::awaitReady);
            } catch (RuntimeException e) {
                started.forEach(ServiceProcess::close);
                throw e;
            }
            return started;
        }
    }
}
