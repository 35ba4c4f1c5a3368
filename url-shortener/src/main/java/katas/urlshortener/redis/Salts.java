package katas.urlshortener.redis;

import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import katas.urlshortener.Digests;
import katas.urlshortener.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The salts that visitors are named with: one a day, the same for all replicas, and gone soon after it.
 *
 * <p>Fetched in the background, tomorrow's some minutes before midnight, so nobody waits for one. Redis forgets a salt by
 * its expiry, whoever is down by then; its file forgets it with {@link SaltEraser}.
 */
public final class Salts implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Salts.class);
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int BYTES = 32;
    private static final int PHASE = 0;

    private final RedisLink redis;
    private final SaltEraser eraser;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Duration margin;
    private final Map<LocalDate, SecretKey> salts = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService timer;

    /**
     * Begins without any.
     *
     * @param margin how long after its day a salt is kept, for replicas whose clocks differ; zero or longer
     * @param random unpredictable
     */
    public Salts(RedisLink redis, InstantSource clock, RandomGenerator random, Duration margin) {
        this.redis = redis;
        this.eraser = new SaltEraser(redis);
        this.clock = clock;
        this.random = random;
        this.margin = margin;
    }

    /** Returns a day's salt if it is at hand. */
    Optional<SecretKey> of(LocalDate day) {
        return Optional.ofNullable(salts.get(day));
    }

    @Override
    public synchronized void start() {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("salts").daemon().factory());
            var _ = timer.scheduleWithFixedDelay(this::beat, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.close();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    /** Until the last request is answered. */
    @Override
    public int getPhase() {
        return PHASE;
    }

    private void beat() {
        try {
            refresh();
        } catch (StoreUnavailable e) {
            log.debug("salt cannot be had now", e);
        } catch (RuntimeException | Error e) {
            // a timer that throws never fires again
            log.error("salts failed", e);
        }
    }

    /** Forgets the salts of days that are over, fetches those of now and soon, and has those erased that are over. */
    void refresh() {
        var now = clock.instant();
        salts.keySet().removeIf(day -> !now.isBefore(end(day)));
        fetch(dayOf(now), now);
        fetch(dayOf(now.plus(AHEAD)), now);
        eraser.eraseBefore(dayOf(now.minus(margin)));
    }

    private void fetch(LocalDate day, Instant now) {
        if (salts.containsKey(day)) {
            return;
        }
        eraser.expect(day);
        var key = key(day);
        var expiry = SetArgs.Builder.nx().px(Duration.between(now, end(day)));
        redis.call(commands -> commands.set(key, fresh(), expiry));
        var salt = redis.<String>call(commands -> commands.get(key));
        if (salt != null) {
            salts.put(day, Digests.key(HexFormat.of().parseHex(salt)));
        }
    }

    static String key(LocalDate day) {
        return "url-shortener:{salts}:" + day;
    }

    private String fresh() {
        var salt = new byte[BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    private Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(margin);
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
