package katas.urlshortener.redis;

import katas.urlshortener.VisitLimits;

/** Decides in one script, by Redis' time. */
final class RedisVisitLimits implements VisitLimits {
    private static final LuaScript VISIT = new LuaScript("visit.lua");

    private final RedisLink redis;

    RedisVisitLimits(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    public Verdict visit(String code, boolean counts) {
        var keys = new String[] {Shards.link(code), Shards.visits(code)};
        return Verdict.valueOf(VISIT.run(redis, keys, counts ? "visit" : "look").getFirst());
    }
}
