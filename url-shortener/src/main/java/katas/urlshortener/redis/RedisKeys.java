package katas.urlshortener.redis;

import java.util.Optional;
import katas.urlshortener.Shards;

/**
 * Where everything of a code is kept: all that one script touches is in one hash slot.
 *
 * <p>The slot tag is the code's shard; the keys that say how far a shard's clicks were counted have it too.
 */
final class RedisKeys {
    private static final String LINK = "link:";
    private static final int PREFIX_LENGTH = prefix(0).length();

    private RedisKeys() {}

    /** The link, or what remembers that there was one. */
    static String link(String code) {
        return key(code, LINK);
    }

    /** Returns the code whose link is kept under a key, if one is. */
    static Optional<String> codeOf(String key) {
        return key.startsWith(LINK, PREFIX_LENGTH)
                ? Optional.of(key.substring(PREFIX_LENGTH + LINK.length()))
                : Optional.empty();
    }

    /** How many of a link's visits were taken. */
    static String visits(String code) {
        return key(code, "visits:");
    }

    /** What was counted of a link's clicks; the name may go on behind it. */
    static String clicks(String code) {
        return key(code, "clicks:");
    }

    /** The offset of the first click that was not applied yet. */
    static String applied(int shard) {
        return prefix(shard) + "applied";
    }

    /** Which of the attempts to count a shard's clicks is valid: the counts of all before are void. */
    static String generation(int shard) {
        return prefix(shard) + "generation";
    }

    private static String key(String code, String what) {
        return prefix(Shards.of(code)) + what + code;
    }

    private static String prefix(int shard) {
        // by hand: on the path of every redirect that is not cached
        return shard < 10 ? "url-shortener:{0" + shard + "}:" : "url-shortener:{" + shard + "}:";
    }
}
