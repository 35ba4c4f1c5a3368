package katas.lab.testing;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Seeds for random histories, printed so that a failure can be repeated with {@code -Dlab.seed=}. */
public final class Seeds {
    private static final int SHORT_ENOUGH_TO_TYPE = 1_000_000;

    private Seeds() {}

    /** Returns the seed that was asked for, else a new one, and prints how to ask for it. */
    public static long next() {
        @Nullable Long asked = Long.getLong("lab.seed");
        long seed = asked == null ? ThreadLocalRandom.current().nextInt(SHORT_ENOUGH_TO_TYPE) : asked;
        System.out.printf("seed %d (again: -Dlab.seed=%d)%n", seed, seed);
        return seed;
    }
}
