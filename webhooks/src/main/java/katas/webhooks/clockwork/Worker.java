package katas.webhooks.clockwork;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A thread that works until the process stops, and begins again whatever exception ends its work.
 *
 * <p>An error, such as no memory, ends it: nobody here knows whether it would be right to go on.
 */
public final class Worker implements SmartLifecycle {
    /** After Redis, and before the first request. */
    public static final int PHASE = 1;

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String name;
    private final Work work;
    private final Runnable nudge;
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    /** What is done. */
    @FunctionalInterface
    public interface Work {
        /** Returns soon after it is asked to stop, or interrupted. */
        void run(BooleanSupplier stopping) throws InterruptedException;
    }

    /**
     * Works once it is started.
     *
     * @param nudge wakes it from where it may wait for long, when it is asked to stop
     */
    public Worker(String name, Work work, Runnable nudge) {
        this.name = name;
        this.work = work;
        this.nudge = nudge;
    }

    public String name() {
        return name;
    }

    /** Returns whether it has ended though nobody asked it to. */
    public boolean hasDied() {
        var started = thread;
        return started != null && !started.isAlive() && !stopping;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            stopping = false;
            thread = Thread.ofPlatform().name(name).daemon().start(this::run);
        }
    }

    /** Asks the thread to stop, and interrupts it if it does not in three seconds; three seconds later it is left alone. */
    @Override
    public synchronized void stop() {
        var running = thread;
        if (running == null) {
            return;
        }
        stopping = true;
        try {
            nudge.run();
            if (!running.join(PATIENCE)) {
                running.interrupt();
                if (!running.join(PATIENCE)) {
                    log.warn("thread does not stop, and is left alone thread={}", name);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        try {
            while (!stopping) {
                try {
                    work.run(() -> stopping);
                } catch (RuntimeException e) {
                    log.error("worker failed, and begins again worker={}", name, e);
                    Thread.sleep(AFTER_FAILURE);
                }
            }
        } catch (InterruptedException e) {
            log.debug("worker was interrupted worker={}", name);
        }
    }
}
