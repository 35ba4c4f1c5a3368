package katas.urlshortener.naive;

import java.util.random.RandomGenerator;
import katas.urlshortener.code.Base62;
import katas.urlshortener.code.CodeSource;
import katas.urlshortener.code.LeasedIds;

/**
 * Draws codes at random: wrong on purpose.
 *
 * <p>Two draws may be the same, so none is known to be free until the store was asked for it: n links of s codes meet n²/2s
 * times on average, 14 times for ten million links, 142,000 times for a thousand million. Nor is anything known of a code
 * that somebody guesses: each costs a read.
 */
public final class RandomCodes implements CodeSource {
    private final RandomGenerator random;
    private final LeasedIds drawn;

    /**
     * Draws from this.
     *
     * @param random a {@link java.security.SecureRandom}: from another, a few codes tell all that follow
     */
    public RandomCodes(RandomGenerator random) {
        this(random, new LeasedIds(_ -> 0, Integer.MAX_VALUE));
    }

    /**
     * Draws from this, and has it known that there are codes which were drawn.
     *
     * @param drawn one for each code
     */
    public RandomCodes(RandomGenerator random, LeasedIds drawn) {
        this.random = random;
        this.drawn = drawn;
    }

    @Override
    public String next() {
        var _ = drawn.next();
        return Base62.encode(random.nextLong(Base62.KEYSPACE));
    }

    @Override
    public boolean excludes(String code) {
        return false;
    }
}
