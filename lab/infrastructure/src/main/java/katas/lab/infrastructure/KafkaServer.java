package katas.lab.infrastructure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A real Kafka broker, its own controller too, whose data outlives it.
 *
 * <p>It runs in a JVM of its own with the lab's {@code kafka.properties}, on loopback only. After a kill it answers
 * again some seconds later than after a stop: its old session has to end first.
 */
public final class KafkaServer extends ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path data;
    private final int advertisedPort;
    private final int controllerPort = FreePorts.next();
    private final Consumer<String> log;

    /**
     * Describes a broker; nothing starts yet.
     *
     * @param data folder for the data, made if it is not there
     * @param port loopback port to listen on
     */
    public KafkaServer(Path data, int port) {
        this(data, port, port, _ -> {});
    }

    /**
     * Describes a broker; nothing starts yet.
     *
     * @param data folder for the data, made if it is not there
     * @param port loopback port to listen on
     * @param advertisedPort loopback port that it tells its clients to use, such as a proxy's
     * @param log gets the lines that the broker writes
     */
    public KafkaServer(Path data, int port, int advertisedPort, Consumer<String> log) {
        super("Kafka", port, PATIENCE);
        this.data = data.toAbsolutePath();
        this.advertisedPort = advertisedPort;
        this.log = log;
    }

    @Override
    GuardedProcess launch() {
        try {
            Files.createDirectories(data);
            var settings = data.resolve("server.properties");
            Resources.copy("kafka.properties", settings);
            var records = data.resolve("records");
            Files.writeString(settings, addresses(records), StandardOpenOption.APPEND);
            return GuardedProcess.command(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xms128m",
                            "-Xmx384m",
                            "-XX:+UseSerialGC",
                            // the first compiler only: a start costs 3.5 s of a processor instead of 6
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-Dlog4j2.level=WARN",
                            "-cp",
                            classPath(),
                            KafkaBroker.class.getName(),
                            settings.toString(),
                            records.toString())
                    .in(data)
                    .output(log)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    boolean answers() {
        return KafkaConsole.answers(port());
    }

    private String addresses(Path records) {
        var host = InetAddress.getLoopbackAddress().getHostAddress();
        return """

                listeners=PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%4$d
                advertised.listeners=PLAINTEXT://%1$s:%3$d
                controller.quorum.voters=1@%1$s:%4$d
                log.dirs=%5$s
                """.formatted(host, port(), advertisedPort, controllerPort, records);
    }

    /** The broker's jars, as the build found them, and this class' own. */
    private static String classPath() throws IOException {
        var jars = Resources.read("kafka.classpath").strip();
        List<String> missing = Arrays.stream(jars.split(File.pathSeparator))
                .filter(jar -> !Files.exists(Path.of(jar)))
                .toList();
        if (!missing.isEmpty()) {
            throw new ServerDidNotStart(
                    "Kafka's %s is no longer where the build found it: build lab/infrastructure again, or run ./kata prefetch"
                            .formatted(missing.getFirst()));
        }
        try {
            var own = Path.of(KafkaBroker.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own + File.pathSeparator + jars;
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
