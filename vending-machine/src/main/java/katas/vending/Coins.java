package katas.vending;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/** A handful of coins: how many of each denomination. What is not held is not listed, so equal handfuls are equal. */
public final class Coins {
    public static final Coins NONE = new Coins(new int[0], new int[0]);

    private final int[] denominations; // ascending
    private final int[] counts; // each at least 1

    private Coins(int[] denominations, int[] counts) {
        this.denominations = denominations;
        this.counts = counts;
    }

    /** Returns one coin. */
    public static Coins of(int denomination) {
        return new Coins(new int[] {positive(denomination)}, new int[] {1});
    }

    /**
     * Returns the given coins.
     *
     * @param counts by denomination, none negative
     */
    public static Coins of(Map<Integer, Integer> counts) {
        var held = new TreeMap<Integer, Integer>();
        counts.forEach((denomination, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException("count of " + denomination + " is negative: " + count);
            }
            if (count > 0) {
                held.put(positive(denomination), count);
            }
        });
        return new Coins(
                held.keySet().stream().mapToInt(Integer::intValue).toArray(),
                held.values().stream().mapToInt(Integer::intValue).toArray());
    }

    /** Returns what the coins are worth together. */
    public long value() {
        long value = 0;
        for (int i = 0; i < counts.length; i++) {
            value += (long) denominations[i] * counts[i];
        }
        return value;
    }

    /** Returns how many coins there are of one denomination. */
    public int count(int denomination) {
        int at = Arrays.binarySearch(denominations, denomination);
        return at < 0 ? 0 : counts[at];
    }

    /** Returns how many coins there are. */
    public int size() {
        return Arrays.stream(counts).sum();
    }

    public boolean isEmpty() {
        return counts.length == 0;
    }

    /** Returns the denominations of which there is at least one coin, ascending. */
    public IntStream denominations() {
        return Arrays.stream(denominations);
    }

    /** Tells whether all of {@code others} are among these coins. */
    public boolean contains(Coins others) {
        for (int i = 0; i < others.counts.length; i++) {
            if (count(others.denominations[i]) < others.counts[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns of each denomination the smaller of the two counts. */
    public Coins lesser(Coins others) {
        return merged(others, Math::min);
    }

    public Coins plus(Coins others) {
        return merged(others, Math::addExact);
    }

    /**
     * Returns these coins without {@code others}.
     *
     * @throws IllegalArgumentException if some of them are not here
     */
    public Coins minus(Coins others) {
        if (!contains(others)) {
            throw new IllegalArgumentException("cannot take " + others + " from " + this);
        }
        return merged(others, (mine, taken) -> mine - taken);
    }

    private Coins merged(Coins others, IntBinaryOperator rule) {
        var mergedDenominations = new int[counts.length + others.counts.length];
        var mergedCounts = new int[mergedDenominations.length];
        int mine = 0;
        int theirs = 0;
        int size = 0;
        while (mine < counts.length || theirs < others.counts.length) {
            int denomination = Math.min(at(denominations, mine), at(others.denominations, theirs));
            int count = rule.applyAsInt(
                    at(denominations, mine) == denomination ? counts[mine++] : 0,
                    at(others.denominations, theirs) == denomination ? others.counts[theirs++] : 0);
            if (count > 0) {
                mergedDenominations[size] = denomination;
                mergedCounts[size++] = count;
            }
        }
        return new Coins(Arrays.copyOf(mergedDenominations, size), Arrays.copyOf(mergedCounts, size));
    }

    private static int at(int[] ascending, int index) {
        return index < ascending.length ? ascending[index] : Integer.MAX_VALUE;
    }

    /** Returns the counts by denomination, ascending; a copy. */
    public NavigableMap<Integer, Integer> toMap() {
        var map = new TreeMap<Integer, Integer>();
        for (int i = 0; i < counts.length; i++) {
            map.put(denominations[i], counts[i]);
        }
        return map;
    }

    private static int positive(int denomination) {
        if (denomination < 1) {
            throw new IllegalArgumentException("denomination must be positive: " + denomination);
        }
        return denomination;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Coins coins
                && Arrays.equals(denominations, coins.denominations)
                && Arrays.equals(counts, coins.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(denominations) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
