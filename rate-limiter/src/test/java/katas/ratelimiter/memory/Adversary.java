package katas.ratelimiter.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import katas.ratelimiter.Limit;

/**
 * Knows the limiter's state and picks the moments at which to call.
 *
 * <p>Begins just before, at, or somewhere within a window. From then on it takes whatever is free the moment it becomes
 * free or, on a whim, jumps to a moment of its own: the next edge, a microsecond before it, or anywhere.
 */
final class Adversary {
    private static final long START = 1_767_225_600_000_000L;
    private static final int MOVES = 300;

    private final Meter meter;
    private final long window;
    private final int capacity;
    private final Random random;
    private final double whim;
    private final List<Long> taken = new ArrayList<>();
    private long now;

    /** @param whim how often it does not just take the next permit, 0 to 1 */
    Adversary(Meter meter, Limit limit, Random random, double whim) {
        this.meter = meter;
        this.window = limit.windowMicros();
        this.capacity = limit.permits();
        this.random = random;
        this.whim = whim;
        this.now = START - START % window + (long) (random.nextDouble() * window);
    }

    /** Returns the most permits that it got in any window of the limit's length. */
    int play() {
        now = anEdge();
        for (int move = 0; move < MOVES; move++) {
            takeAllThatIsFree();
            now = random.nextDouble() < whim ? aMomentOfItsOwn() : now + Math.max(1, meter.waitFor(1, now));
        }
        return mostInAWindow();
    }

    private void takeAllThatIsFree() {
        int free = meter.remaining(now);
        if (free > 0 && meter.waitFor(free, now) == 0) {
            meter.take(free, now);
            for (int i = 0; i < free; i++) {
                taken.add(now);
            }
        }
    }

    private long aMomentOfItsOwn() {
        return random.nextBoolean() ? anEdge() : now + 1 + (long) (random.nextDouble() * 2 * window / capacity);
    }

    private long anEdge() {
        long edge = now - now % window + window;
        return random.nextBoolean() ? edge : edge - 1;
    }

    private int mostInAWindow() {
        int most = 0;
        int first = 0;
        for (int last = 0; last < taken.size(); last++) {
            while (taken.get(first) <= taken.get(last) - window) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
