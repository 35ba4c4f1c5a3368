package katas.urlshortener.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import katas.urlshortener.StoreClock;
import katas.urlshortener.cache.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps one tracked connection open, and asks for the time on it.
 *
 * <p>Each answer proves that the connection lives and that everything said on it before has arrived, shows Redis' clock,
 * and lets callers ask again after an outage. A connection that does not answer is given up: a line that is cut half way
 * looks healthy for hours, and says nothing.
 */
final class LineKeeper implements SmartLifecycle, Invalidations {
    private static final Logger log = LoggerFactory.getLogger(LineKeeper.class);
    private static final long MOST_BETWEEN_BEATS_NANOS = Duration.ofMillis(200).toNanos();
    private static final long BETWEEN_ATTEMPTS_NANOS = Duration.ofMillis(100).toNanos();

    /** Before everything that asks Redis. */
    private static final int PHASE = 0;

    private final RedisConnection plain;
    private final RedisClient client;
    private final OutageGuard guard;
    private final StoreClock clock;
    private final Duration trust;
    private final LongSupplier nanoTime;
    private final List<Invalidations> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable TrackedConnection line;
    private volatile @Nullable Thread keeper;
    private boolean answering = true;

    /**
     * Begins when it is started.
     *
     * @param plain is connected as well
     * @param client for tracked connections
     * @param trust how long a connection is believed without an answer
     * @param nanoTime {@link System#nanoTime}
     */
    LineKeeper(
            RedisConnection plain,
            RedisClient client,
            OutageGuard guard,
            StoreClock clock,
            Duration trust,
            LongSupplier nanoTime) {
        this.plain = plain;
        this.client = client;
        this.guard = guard;
        this.clock = clock;
        this.trust = trust;
        this.nanoTime = nanoTime;
    }

    void tell(Invalidations listener) {
        listeners.add(listener);
    }

    /** Returns the tracked connection, if there is one. */
    Optional<TrackedConnection> line() {
        return Optional.ofNullable(line);
    }

    @Override
    public void changed(String key) {
        listeners.forEach(listener -> listener.changed(key));
    }

    @Override
    public void everythingChanged() {
        listeners.forEach(Invalidations::everythingChanged);
    }

    @Override
    public synchronized void start() {
        if (keeper != null) {
            return;
        }
        // once before anybody asks
        round();
        // known before it runs, for it runs as long as it is
        var thread = Thread.ofPlatform().name("redis-line").daemon().unstarted(this::keep);
        keeper = thread;
        thread.start();
    }

    @Override
    public synchronized void stop() {
        var thread = keeper;
        if (thread == null) {
            return;
        }
        keeper = null;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drop();
    }

    @Override
    public boolean isRunning() {
        return keeper != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void keep() {
        while (isRunning()) {
            LockSupport.parkNanos(line == null ? BETWEEN_ATTEMPTS_NANOS : betweenBeatsNanos());
            try {
                if (isRunning()) {
                    round();
                }
            } catch (RuntimeException | Error e) {
                log.error("keeper of the line failed", e);
            }
        }
    }

    private void round() {
        try {
            plain.connect();
            beat(openLine());
            guard.answered();
            if (!answering) {
                log.info("redis answers");
            }
            answering = true;
        } catch (RedisException e) {
            if (e instanceof RedisCommandTimeoutException) {
                guard.silent();
            }
            drop();
            if (answering) {
                log.warn("redis does not answer reason={}", String.valueOf(e.getMessage()));
            }
            answering = false;
        }
    }

    private TrackedConnection openLine() {
        var open = line;
        if (open != null && open.isOpen()) {
            return open;
        }
        drop();
        var subscription = new Subscription(trust, nanoTime.getAsLong());
        var opened = TrackedConnection.open(client, subscription, this, patience(), this::wake);
        line = opened;
        return opened;
    }

    private void beat(TrackedConnection open) {
        long asked = nanoTime.getAsLong();
        var shown = RedisTime.parse(open.call(commands -> commands.time(), patience()));
        clock.observe(shown, asked, nanoTime.getAsLong());
        open.subscription().confirm(asked);
    }

    /** So often that a line is believed all the while it answers. */
    private long betweenBeatsNanos() {
        return Math.min(MOST_BETWEEN_BEATS_NANOS, trust.dividedBy(5).toNanos());
    }

    /** So short that a new line can be there before the old one is not believed any more. */
    private Duration patience() {
        return trust.dividedBy(2);
    }

    private void drop() {
        var open = line;
        line = null;
        if (open != null) {
            open.close();
        }
    }

    private void wake() {
        var thread = keeper;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
