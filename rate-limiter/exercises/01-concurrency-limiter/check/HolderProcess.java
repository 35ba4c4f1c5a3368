import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import katas.lab.infrastructure.GuardedProcess;
import katas.lab.testing.exercise.CheckFailure;

/** A {@link Holder} that can be killed, and dies with this process in any case. */
final class HolderProcess implements AutoCloseable {

    private final CompletableFuture<String> firstLine = new CompletableFuture<>();
    private final GuardedProcess process;

    HolderProcess(String redis, String name, int limit, Duration lease, int permits) {
        this.process = GuardedProcess.command(
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
                .output(firstLine::complete)
                .start();
        process.exit().thenAccept(status -> firstLine.complete("it ended with exit code " + status));
    }

    /** Returns once it has its permits. */
    void awaitHolding(int permits) throws InterruptedException, ExecutionException, TimeoutException {
        var said = firstLine.get(30, TimeUnit.SECONDS);
        if (!said.equals("holds " + permits)) {
            throw CheckFailure.expected("another process holds " + permits + " permits", said);
        }
    }

    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        kill();
    }
}
