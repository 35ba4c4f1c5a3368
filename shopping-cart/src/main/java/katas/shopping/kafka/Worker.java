package katas.shopping.kafka;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A thread that works until it is asked to stop, and may then finish what it is about. */
final class Worker {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String name;
    private final Runnable work;
    private volatile boolean stopping;
    private @Nullable Thread thread;

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
     * Asks the thread to stop, and interrupts it if it does not within two seconds.
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
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    boolean isStopping() {
        return stopping;
    }

    synchronized boolean isRunning() {
        return thread != null;
    }
}
