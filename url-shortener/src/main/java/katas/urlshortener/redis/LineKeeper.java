package katas.urlshortener.redis;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import katas.urlshortener.StoreClock;
import katas.urlshortener.cache.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps one tracked connection open beside the plain one, and asks for the time on both.
 *
 * <p>An answer on the plain connection shows Redis' clock, and lets callers ask again after an outage. One on the tracked
 * connection proves that everything said on it before has arrived. A connection that does not answer is given up: a line
 * that is cut half way looks healthy for hours, and says nothing.
 */
final class LineKeeper implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LineKeeper.class);
    private static final long MOST_BETWEEN_BEATS_NANOS = Duration.ofMillis(200).toNanos();
    private static final long BETWEEN_ATTEMPTS_NANOS = Duration.ofMillis(100).toNanos();

    private static final String PLAIN = "plain";
    private static final String TRACKED = "tracked";

    /** Before everything that asks Redis. */
    private static final int PHASE = 0;

    private final RedisConnection plain;
    private final RedisClient client;
    private final OutageGuard guard;
    private final StoreClock clock;
    private final Invalidations told;
    private final Duration trust;
    private final LongSupplier nanoTime;
    private volatile @Nullable TrackedConnection line;
    private volatile @Nullable Thread keeper;
    private final Set<String> unanswered = new HashSet<>();

    /**
     * Begins when it is started.
     *
     * @param plain is connected as well
     * @param client for tracked connections
     * @param told hears what is said on tracked connections
     * @param trust how long a connection is believed without an answer
     * @param nanoTime {@link System#nanoTime}
     */
    LineKeeper(
            RedisConnection plain,
            RedisClient client,
            OutageGuard guard,
            StoreClock clock,
            Invalidations told,
            Duration trust,
            LongSupplier nanoTime) {
        this.plain = plain;
        this.client = client;
        this.guard = guard;
        this.clock = clock;
        this.told = told;
        this.trust = trust;
        this.nanoTime = nanoTime;
    }

    /** Returns the tracked connection, if there is one. */
    Optional<TrackedConnection> line() {
        return Optional.ofNullable(line);
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
        if (tell(PLAIN, tryTo(this::askForCallers))) {
            tell(TRACKED, tryTo(this::askOnLine));
        } else {
            drop();
        }
    }

    /** What nobody can ask for is not asked for by a line either, but Redis may well refuse a line alone. */
    private void askForCallers() {
        plain.connect();
        long asked = nanoTime.getAsLong();
        try {
            var answer = LettuceFutures.awaitOrCancel(
                    plain.commands().time(), patience().toNanos(), TimeUnit.NANOSECONDS);
            clock.observe(RedisTime.parse(answer), asked, nanoTime.getAsLong());
        } catch (RedisCommandTimeoutException e) {
            guard.silent();
            plain.close();
            throw e;
        }
        guard.answered();
    }

    private void askOnLine() {
        try {
            var open = openLine();
            long asked = nanoTime.getAsLong();
            var _ = open.call(commands -> commands.time(), patience());
            open.subscription().confirm(asked);
        } catch (RedisException e) {
            drop();
            throw e;
        }
    }

    private TrackedConnection openLine() {
        var open = line;
        if (open != null && open.isOpen()) {
            return open;
        }
        drop();
        var subscription = new Subscription(trust, nanoTime.getAsLong());
        var opened = TrackedConnection.open(client, subscription, told, patience(), this::wake);
        line = opened;
        return opened;
    }

    /** Logs what is new about one of the two, and returns whether it answers. */
    private boolean tell(String connection, @Nullable RedisException failure) {
        if (failure == null) {
            if (unanswered.remove(connection)) {
                log.info("redis answers connection={}", connection);
            }
        } else if (unanswered.add(connection)) {
            log.warn("redis does not answer connection={} reason={}", connection, String.valueOf(failure.getMessage()));
        }
        return failure == null;
    }

    private static @Nullable RedisException tryTo(Runnable ask) {
        try {
            ask.run();
            return null;
        } catch (RedisException e) {
            return e;
        }
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
