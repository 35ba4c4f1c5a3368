package katas.webhooks.redis;

import io.lettuce.core.RedisCommandTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import katas.webhooks.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Connects to Redis, and asks a few times a second whether it is there; a connection without an answer is given up, and a
 * new one tried.
 *
 * <p>Whoever starts it waits for the first answer: a Redis that answers is reached before the first request is, though it or
 * a busy machine may be too slow for the first tries. One that is away refuses them all at once, and is waited for by nobody.
 *
 * <p>Logs an outage at the second silence in a row: a single one may be a late answer.
 */
public final class Pulse implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Pulse.class);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int SILENCES_LOGGED = 2;
    private static final int FIRST_TRIES = 5;

    /** Before everything that asks Redis. */
    private static final int PHASE = 0;

    private final RedisLink redis;
    private @Nullable ScheduledExecutorService timer;
    private int silences;

    public Pulse(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    public synchronized void start() {
        if (timer != null) {
            return;
        }
        boolean answered = false;
        for (int tries = 0; tries < FIRST_TRIES && !answered; tries++) {
            answered = beat();
        }
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("redis-pulse").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(
                this::beat, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
            redis.close();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Returns whether there was an answer. */
    private boolean beat() {
        try {
            redis.connect();
            var _ = redis.<String>call(commands -> commands.ping());
            if (silences >= SILENCES_LOGGED) {
                log.info("redis answers");
            }
            silences = 0;
            return true;
        } catch (StoreUnavailable e) {
            silences++;
            if (silences == SILENCES_LOGGED) {
                log.warn("redis does not answer reason={}", String.valueOf(e.getMessage()));
            }
            if (e.getCause() instanceof RedisCommandTimeoutException) {
                redis.close();
            }
        } catch (RuntimeException | Error e) {
            // a timer that throws never fires again
            log.error("pulse failed", e);
        }
        return false;
    }
}
