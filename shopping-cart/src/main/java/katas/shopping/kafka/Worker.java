package katas.shopping.kafka;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that works until it is asked to stop, and may then finish what it is about.
 *
 * <p>An error, such as no memory, ends it: nobody here knows whether it would be right to go on.
 */
final class Worker {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String name;
    private final Runnable work;
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    /**
     * Works once it is started.
     *
     * @param work ends when it finds {@link #isStopping}, or is interrupted
     */
    Worker(String name, Runnable work) {
        this.name = name;
        this.work = work;
    }

    synchronized void start() {
        if (thread == null) {
            stopping = false;
            thread = Thread.ofPlatform().name(name).daemon().start(work);
        }
    }

    /**
     * Asks the thread to stop, and interrupts it if it does not within two seconds; two seconds later it is left alone.
     *
     * @param nudge wakes it from where it may wait for long
     */
    synchronized void stop(Consumer<Thread> nudge) {
        var running = thread;
        if (running == null) {
            return;
        }
        stopping = true;
        try {
            nudge.accept(running);
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

    /** Returns whether it has ended though nobody asked it to. */
    boolean hasDied() {
        var started = thread;
        return started != null && !started.isAlive() && !stopping;
    }

    boolean isStopping() {
        return stopping;
    }

    boolean isRunning() {
        return thread != null;
    }
}
