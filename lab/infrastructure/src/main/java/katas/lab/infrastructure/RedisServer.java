package katas.lab.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A real {@code redis-server} whose data outlives it.
 *
 * <p>It runs the binary that the embedded-redis library carries, or the one that {@code -Dlab.redis.binary} or {@code
 * LAB_REDIS_BINARY} names, with the lab's {@code redis.conf}, on loopback only. A data folder belongs to the server
 * version that wrote it: an older Redis opens newer data as empty, without an error, so that is refused here.
 */
public final class RedisServer extends ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path data;
    private final Consumer<String> log;

    /**
     * Describes a server; nothing starts yet.
     *
     * @param data folder for the data, made if it is not there
     * @param port loopback port to listen on
     */
    public RedisServer(Path data, int port) {
        this(data, port, _ -> {});
    }

    /**
     * Describes a server; nothing starts yet.
     *
     * @param data folder for the data, made if it is not there
     * @param port loopback port to listen on
     * @param log gets the lines that the server writes
     */
    public RedisServer(Path data, int port, Consumer<String> log) {
        super("Redis", port, PATIENCE);
        this.data = data.toAbsolutePath();
        this.log = log;
    }

    /**
     * Tells which version runs here.
     *
     * @param folder where the bundled server is unpacked to be asked
     * @throws ServerDidNotStart if none runs on this machine
     */
    public static String version(Path folder) {
        try {
            return RedisBinary.find(folder).version();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    GuardedProcess launch() {
        try {
            Files.createDirectories(data);
            var binary = RedisBinary.find(data);
            new DataVersion(data).claim(binary.version());
            Resources.copy("redis.conf", data.resolve("redis.conf"));
            return GuardedProcess.command(
                            binary.path().toString(),
                            "redis.conf",
                            "--bind",
                            InetAddress.getLoopbackAddress().getHostAddress(),
                            "--port",
                            Integer.toString(port()))
                    .in(data)
                    .output(log)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    boolean answers() {
        return RedisConsole.answers(port());
    }
}
