package katas.webhooks;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Draws ids that sort by time and that nobody guesses: a prefix, ten characters of milliseconds, and sixteen of chance (80
 * bits) in Crockford's base 32, as in the ULID specification, in lower case.
 */
public final class Ids {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_LENGTH = 10;
    private static final int RANDOM_LENGTH = 16;
    private static final int BITS = 5;
    private static final int MASK = 31;

    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Draws from a source of chance.
     *
     * @param random one that nobody can predict, where an id is a capability
     */
    public Ids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Returns a new id, such as {@code msg_01kaq…}. */
    public String next(String prefix) {
        var text = new StringBuilder(prefix).append('_');
        long millis = clock.millis();
        for (int place = TIME_LENGTH - 1; place >= 0; place--) {
            text.append(ALPHABET.charAt((int) (millis >>> (BITS * place)) & MASK));
        }
        for (int place = 0; place < RANDOM_LENGTH; place++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
