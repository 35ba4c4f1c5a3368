package katas.ratelimiter.memory;

import katas.ratelimiter.Limit;

/**
 * Counts in fixed windows, and weighs the last one by how much of it the sliding window still covers.
 *
 * <p>Two numbers a key. Assumes that the last window's calls came evenly: if they came at its end, nearly twice the
 * limit passes. Weighs in whole milliseconds and rounds up, so that every product stays an exact number in Lua too.
 */
final class SlidingWindowCounter implements Meter {
    private final Limit limit;
    private final long window;
    private final long windowMillis;
    private long start;
    private int previous;
    private int current;

    SlidingWindowCounter(Limit limit) {
        this.limit = limit;
        this.window = limit.windowMicros();
        this.windowMillis = window / 1_000;
    }

    @Override
    public long waitFor(int permits, long now) {
        roll(now);
        int room = limit.permits() - current - permits;
        long free =
                room >= 0 ? start + lightEnough(previous, room) : start + window + lightEnough(current, room + current);
        return Math.max(0, free - now);
    }

    @Override
    public void take(int permits, long now) {
        roll(now);
        current += permits;
    }

    @Override
    public int remaining(long now) {
        roll(now);
        long covered = windowMillis - (now - start) / 1_000;
        return (int) Math.max(0, limit.permits() - current - Math.ceilDiv(previous * covered, windowMillis));
    }

    @Override
    public long resetAfter(long now) {
        roll(now);
        if (current > 0) {
            return start + 2 * window - now;
        }
        return previous > 0 ? start + window - now : 0;
    }

    /** Returns how far into a window the count of the one before it weighs no more than the room. */
    private long lightEnough(int count, int room) {
        return count <= room ? 0 : (windowMillis - room * windowMillis / count) * 1_000;
    }

    private void roll(long now) {
        long begun = now - now % window;
        if (start > begun) {
            // written by a faster clock: counts as the window before, so that it weighs for one window at most
            previous = Math.max(previous, current);
            current = 0;
        } else if (start < begun) {
            previous = start + window == begun ? current : 0;
            current = 0;
        }
        start = begun;
    }
}
