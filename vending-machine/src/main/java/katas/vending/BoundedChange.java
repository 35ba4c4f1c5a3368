package katas.vending;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the fewest coins, given that there are only so many of each.
 *
 * <p>Dynamic programming over amounts, one denomination after the other: {@code fewest[a]} is the least number of coins
 * that make {@code a}, and {@code used[i][a]} how many of denomination {@code i} are among them. Costs {@code amount ×
 * Σ counts} steps at most, in units of the denominations' greatest common divisor. Taking the largest coin that fits
 * is right only while coins never run out: for 30 from {25, 10, 10, 10} it takes the 25 and is stuck.
 */
public final class BoundedChange implements ChangeMaker {
    private static final int UNREACHABLE = Integer.MAX_VALUE / 2;

    @Override
    public Optional<Coins> change(Coins coins, long amount) {
        if (amount == 0) {
            return Optional.of(Coins.NONE);
        }
        if (amount > coins.value()) {
            return Optional.empty();
        }
        int[] denominations = coins.denominations().toArray();
        int unit = Arrays.stream(denominations).reduce(0, BoundedChange::gcd);
        if (amount % unit != 0) {
            return Optional.empty();
        }
        int target = Math.toIntExact(amount / unit);
        var fewest = new int[target + 1];
        Arrays.fill(fewest, 1, fewest.length, UNREACHABLE);
        var used = new int[denominations.length][];
        for (int i = 0; i < denominations.length; i++) {
            used[i] = offer(denominations[i] / unit, coins.count(denominations[i]), fewest);
        }
        return fewest[target] == UNREACHABLE ? Optional.empty() : Optional.of(walkBack(denominations, unit, used));
    }

    /** Improves {@code fewest} by up to {@code count} coins of one size; returns how many of them each amount uses. */
    private static int[] offer(int size, int count, int[] fewest) {
        var used = new int[fewest.length];
        // downwards, so that what an amount is built on has not yet been offered this denomination
        for (int amount = fewest.length - 1; amount >= size; amount--) {
            int most = Math.min(count, amount / size);
            int best = fewest[amount];
            for (int n = 1; n <= most; n++) {
                int with = fewest[amount - n * size] + n;
                if (with < best) {
                    best = with;
                    used[amount] = n;
                }
            }
            fewest[amount] = best;
        }
        return used;
    }

    private static Coins walkBack(int[] denominations, int unit, int[][] used) {
        var change = new TreeMap<Integer, Integer>();
        int rest = used[0].length - 1;
        for (int i = denominations.length - 1; i >= 0; i--) {
            int n = used[i][rest];
            change.put(denominations[i], n);
            rest -= n * (denominations[i] / unit);
        }
        return Coins.of(Map.copyOf(change));
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
