package katas.shopping.clockwork;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import katas.shopping.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does something again and again, on a thread of its own, whatever came of it the last time. */
public final class Timer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Timer.class);

    private final String name;
    private final Duration pause;
    private final Runnable work;
    private final Semaphore woken = new Semaphore(0);
    private @Nullable Thread thread;

    /**
     * Begins with it once this is started.
     *
     * @param pause from the end of one time to the beginning of the next, unless it is woken before
     * @param work done by one thread at a time
     */
    public Timer(String name, Duration pause, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
    }

    /** Does it again without a pause: now, or once more if it is about it. */
    public void wake() {
        woken.release();
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("timer-" + name).start(this::run);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                woken.drainPermits();
                runOnce();
                var _ = woken.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() {
        try {
            work.run();
        } catch (StoreUnavailable e) {
            log.debug("timer waits for Redis timer={}", name);
        } catch (RuntimeException e) {
            log.error("timer failed timer={}", name, e);
        }
    }
}
