package katas.lab.testing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import katas.lab.infrastructure.FreePorts;
import katas.lab.infrastructure.GuardedProcess;
import katas.lab.infrastructure.LastLines;

/**
 * A kata's real jar in a JVM of its own, to be killed like a service in production.
 *
 * <p>Port and settings stay the same from one start to the next. The last 10,000 lines of its log are kept.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ServiceJar jar;
    private final Map<String, String> environment;
    private final int port = FreePorts.next();
    private final LastLines log = new LastLines(10_000);
    private GuardedProcess process;

    private ServiceProcess(ServiceJar jar, Map<String, String> environment) {
        this.jar = jar;
        this.environment = new HashMap<>(environment);
        this.environment.put("SERVER_ADDRESS", "127.0.0.1");
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
        return new Builder(new ServiceJar(module.toAbsolutePath()));
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
        return log.list();
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
        return GuardedProcess.command(jar.command())
                .in(jar.module())
                .environment(environment)
                .output(log::add)
                .start();
    }

    private void awaitReady() {
        if (!new ServiceReadiness(url()).await(process::running)) {
            process.kill();
            throw new IllegalStateException("%s on port %d did not become ready. It said:%n  %s"
                    .formatted(jar.name(), port, String.join("\n  ", process.lastLines())));
        }
    }

    /** Describes a service before it starts. */
    public static final class Builder {
        private final ServiceJar jar;
        private final Map<String, String> environment = new HashMap<>(Map.of("KATAS_DEMO_KEYS", "true"));

        private Builder(ServiceJar jar) {
            this.jar = jar;
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
                    .mapToObj(_ -> new ServiceProcess(jar, environment))
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
