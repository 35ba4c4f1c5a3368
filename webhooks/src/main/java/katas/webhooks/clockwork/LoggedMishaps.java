package katas.webhooks.clockwork;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import katas.webhooks.Mishaps;
import katas.webhooks.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into the log what nobody expected, and what waits for Redis for long: each once a minute at most, for those who try
 * again do so ten times a second.
 *
 * <p>That Redis is away is told once, by who asks it all the time; but it may be there and refuse, so whoever has waited for
 * a minute says so. What is told of is remembered by what was tried and what went wrong: a few dozen pairs.
 */
public final class LoggedMishaps implements Mishaps {
    private static final Logger log = LoggerFactory.getLogger(LoggedMishaps.class);
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    /** After that much silence it is another wait. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private final Map<Kind, Spell> spells = new ConcurrentHashMap<>();

    private record Kind(String doing, Class<?> failure) {}

    /** Since when something goes wrong, when it last did, and when that was told; or, of a wait, when it began. */
    private record Spell(long since, long last, long told, boolean telling) {}

    /** @param nanoTime as {@link System#nanoTime} tells it */
    public LoggedMishaps(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void survived(String doing, RuntimeException failure) {
        boolean waits = failure instanceof StoreUnavailable;
        long now = nanoTime.getAsLong();
        var spell = spells.compute(new Kind(doing, failure.getClass()), (_, before) -> next(before, now, waits));
        if (!spell.telling) {
            log.debug("could not {}", doing, failure);
        } else if (waits) {
            log.warn(
                    "could not {} for {} s reason={}",
                    doing,
                    Duration.ofNanos(now - spell.since).toSeconds(),
                    failure.getMessage());
        } else {
            log.error("could not {}", doing, failure);
        }
    }

    private static Spell next(@Nullable Spell before, long now, boolean waits) {
        if (before == null || (waits && now - before.last >= SILENCE.toNanos())) {
            return new Spell(now, now, now, !waits);
        }
        boolean telling = now - before.told >= BETWEEN.toNanos();
        return new Spell(before.since, now, telling ? now : before.told, telling);
    }
}
