package katas.ratelimiter.redis;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import katas.ratelimiter.Replicas;
import katas.ratelimiter.StoreUnavailable;
import katas.ratelimiter.StoreWatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Asks Redis a few times a second: says that this replica lives, learns how many others do and whether anything
 * changed, and so notices, before any caller must, that Redis is gone or back.
 *
 * <p>Logs an outage at the second silence in a row: a single one is a late answer, as the first is that a JVM which has
 * just started waits for.
 */
final class Pulse implements SmartLifecycle, Replicas {
    private static final Logger log = LoggerFactory.getLogger(Pulse.class);
    private static final LuaScript PULSE = new LuaScript("pulse.lua");
    private static final String[] KEYS = {"rate-limiter:{control}:replicas", ChangeLog.KEY};
    private static final Duration ALIVE = Duration.ofSeconds(3);
    private static final int SILENCES_LOGGED = 2;

    private final String replica = UUID.randomUUID().toString();
    private final RedisLink redis;
    private final ChangeLog changes;
    private final RedisPolicies policies;
    private final List<StoreWatch> watches;
    private final Duration interval;
    private @Nullable ScheduledExecutorService timer;
    private int silences;
    private volatile int alive = 1;

    Pulse(RedisLink redis, ChangeLog changes, RedisPolicies policies, List<StoreWatch> watches, Duration interval) {
        this.redis = redis;
        this.changes = changes;
        this.policies = policies;
        this.watches = watches;
        this.interval = interval;
    }

    @Override
    public int lastSeenAlive() {
        return alive;
    }

    @Override
    public synchronized void start() {
        beat();
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("pulse").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(
                this::beat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    void beat() {
        long askedAt = System.nanoTime();
        try {
            redis.connect();
            var reply = PULSE.run(redis, KEYS, replica, Long.toString(ALIVE.toMillis()));
            alive = Math.max(1, reply.getFirst().intValue());
            // policies first: whoever sees the new version must not meet an old policy
            if (changes.differs(reply.getLast())) {
                policies.reload();
            }
            changes.heard(reply.getLast(), askedAt);
            if (silences >= SILENCES_LOGGED) {
                log.info("redis answers replicas={}", alive);
            }
            silences = 0;
            watches.forEach(StoreWatch::storeAnswered);
        } catch (StoreUnavailable e) {
            silences++;
            if (silences == SILENCES_LOGGED) {
                log.warn("redis does not answer reason={}", String.valueOf(e.getMessage()));
            }
            watches.forEach(watch -> watch.storeFailed(e));
        } catch (RuntimeException | Error e) {
            // a timer that throws never fires again
            log.error("pulse failed", e);
        }
    }
}
