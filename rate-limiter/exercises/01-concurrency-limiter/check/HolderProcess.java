import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import katas.lab.testing.exercise.CheckFailure;

/** A {@link Holder} that can be killed. */
final class HolderProcess implements AutoCloseable {

    private final Process process;

    HolderProcess(String redis, String name, int limit, Duration lease, int permits) throws IOException {
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dlogback.configurationFile=katas/lab/testing/runner/logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        redis,
                        name,
                        Integer.toString(limit),
                        Long.toString(lease.toMillis()),
                        Integer.toString(permits))
                .redirectErrorStream(true)
                .start();
    }

    /** Returns once it has its permits. */
    void awaitHolding(int permits) throws IOException {
        var said = process.inputReader().readLine();
        if (!("holds " + permits).equals(said)) {
            throw CheckFailure.expected(
                    "another process holds " + permits + " permits", said == null ? "nothing" : said);
        }
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
