package katas.urlshortener.redis;

import java.util.Optional;
import java.util.regex.Pattern;
import katas.urlshortener.cache.ReadThrough;
import katas.urlshortener.code.IdBlocks;
import org.jspecify.annotations.Nullable;

/** One number for each version of the key: how many of its ids were leased. */
final class RedisIdBlocks implements IdBlocks {
    private static final String PREFIX = "url-shortener:{codes}:leased:";
    private static final Pattern KEY = Pattern.compile(Pattern.quote(PREFIX) + "(\\d{1,2})");

    private final RedisLink redis;
    private final int version;
    private final ReadThrough<Integer, Long> leased;

    /**
     * Leases ids of one version.
     *
     * @param leased is told of each block before an id of it is used
     */
    RedisIdBlocks(RedisLink redis, int version, ReadThrough<Integer, Long> leased) {
        this.redis = redis;
        this.version = version;
        this.leased = leased;
    }

    @Override
    public long lease(int size) {
        long end = redis.call(commands -> commands.incrby(key(version), size));
        leased.changed(version);
        return end - size;
    }

    static String key(int version) {
        return PREFIX + version;
    }

    static Optional<Integer> versionOf(String key) {
        var matcher = KEY.matcher(key);
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    static long parse(@Nullable String leased) {
        return leased == null ? 0 : Long.parseLong(leased);
    }
}
