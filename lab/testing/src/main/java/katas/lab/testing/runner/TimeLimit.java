package katas.lab.testing.runner;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Ends the JVM when a test runs too long, after writing where it hangs.
 *
 * <p>A thread cannot be stopped against its will, so the whole JVM goes; whoever started it runs the rest in a new one. On
 * a machine that is busy with other things the limit grows with its load, up to threefold.
 */
final class TimeLimit implements TestExecutionListener {

    static final int STATUS = 124;
    private static final int MOST_PATIENCE = 3;

    private final Duration limit;
    private final EventLog log;
    private volatile @Nullable Running running;

    private record Running(TestIdentifier test, Thread thread, long startNanos) {}

    TimeLimit(Duration limit, EventLog log) {
        this.limit = limit;
        this.log = log;
        Thread.ofPlatform().daemon().name("time-limit").start(this::watch);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            running = new Running(test, Thread.currentThread(), System.nanoTime());
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        running = null;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(50);
                var now = running;
                if (now != null
                        && System.nanoTime() - now.startNanos() > patience().toNanos()) {
                    log.write(new JsonLine("time-limit")
                            .with("test", now.test().getUniqueId())
                            .with("check", Tests.checkId(now.test().getSource()).orElse(null))
                            .with("seconds", (System.nanoTime() - now.startNanos()) / 1_000_000_000)
                            .with("state", now.thread().getState().name())
                            .with("frames", Failures.frames(now.thread().getStackTrace()))
                            .with("deadlock", deadlock()));
                    Runtime.getRuntime().halt(STATUS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration patience() {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        double loadOfACore = machine.getSystemLoadAverage() / machine.getAvailableProcessors();
        return Duration.ofMillis((long) (limit.toMillis() * Math.clamp(loadOfACore, 1, MOST_PATIENCE)));
    }

    private static List<String> deadlock() {
        var threads = ManagementFactory.getThreadMXBean();
        long[] ids = threads.findDeadlockedThreads();
        return ids == null
                ? List.of()
                : Arrays.stream(threads.getThreadInfo(ids, 8))
                        .map(TimeLimit::waitingLine)
                        .toList();
    }

    private static String waitingLine(ThreadInfo info) {
        var at = Failures.frames(info.getStackTrace()).stream()
                .filter(each -> each.startsWith("katas."))
                .findFirst();
        return info.getThreadName() + " waits for what " + info.getLockOwnerName() + " holds"
                + at.map(each -> ", at " + each).orElse("");
    }
}
