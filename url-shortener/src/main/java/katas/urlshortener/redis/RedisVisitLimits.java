package katas.urlshortener.redis;

import java.util.function.LongSupplier;
import katas.urlshortener.StoreClock;
import katas.urlshortener.StoreUnavailable;
import katas.urlshortener.VisitLimits;

/**
 * Decides in one script, by Redis' time.
 *
 * <p>A script that Redis comes to only after its caller has given up takes no visit: nobody would be sent on for it.
 */
final class RedisVisitLimits implements VisitLimits {
    private static final LuaScript VISIT = new LuaScript("visit.lua");

    private final RedisLink redis;
    private final StoreClock clock;
    private final LongSupplier nanoTime;

    /** @param nanoTime {@link System#nanoTime} */
    RedisVisitLimits(RedisLink redis, StoreClock clock, LongSupplier nanoTime) {
        this.redis = redis;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public Verdict visit(String code, boolean counts) {
        var keys = new String[] {RedisKeys.link(code), RedisKeys.visits(code)};
        var latest = clock.after(redis.deadline(), nanoTime.getAsLong()).orElse(null);
        var reply = VISIT.run(redis, keys, counts ? "visit" : "look", RedisTime.text(latest))
                .getFirst();
        if (reply.equals("LATE")) {
            throw new StoreUnavailable("Redis came to it too late", null);
        }
        return Verdict.valueOf(reply);
    }
}
