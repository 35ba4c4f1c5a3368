package katas.vending;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the fewest coins, given that there are only so many of each.
 *
 * <p>Dynamic programming over amounts. The coins are offered one bundle after the other, of 1, 2, 4, … coins of one
 * denomination, so that every number of them is the sum of some bundles. {@code fewest[a]} is the least number of coins
 * that make {@code a}, and {@code taken[i][a]} tells whether bundle {@code i} is among them. Costs {@code amount × Σ log
 * counts} steps at most, in units of the denominations' greatest common divisor. Taking the largest coin that fits is
 * right only while coins never run out: for 30 from {25, 10, 10, 10} it takes the 25 and is stuck.
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
        int unit = unit(coins);
        if (amount % unit != 0) {
            return Optional.empty();
        }
        int target = Math.toIntExact(amount / unit);
        var bundles = bundles(coins, unit, target);
        var fewest = nothingOffered(target);
        var taken = new boolean[bundles.size()][];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = offer(bundles.get(i), fewest);
        }
        return fewest[target] == UNREACHABLE ? Optional.empty() : Optional.of(walkBack(bundles, taken));
    }

    /** All amounts at once, from one pass: each is on the way to the largest. */
    @Override
    public BitSet changeable(Coins coins, int most) {
        var changeable = new BitSet();
        changeable.set(0);
        if (coins.isEmpty()) {
            return changeable;
        }
        int unit = unit(coins);
        var fewest = nothingOffered(most / unit);
        bundles(coins, unit, most / unit).forEach(bundle -> offer(bundle, fewest));
        for (int amount = 1; amount < fewest.length; amount++) {
            changeable.set(amount * unit, fewest[amount] != UNREACHABLE);
        }
        return changeable;
    }

    private static int unit(Coins coins) {
        return coins.denominations().reduce(0, BoundedChange::gcd);
    }

    private static int[] nothingOffered(int target) {
        var fewest = new int[target + 1];
        Arrays.fill(fewest, 1, fewest.length, UNREACHABLE);
        return fewest;
    }

    /** @param size worth of all its coins, in units */
    private record Bundle(int denomination, int count, int size) {}

    private static List<Bundle> bundles(Coins coins, int unit, int target) {
        var bundles = new ArrayList<Bundle>();
        for (int denomination : coins.denominations().toArray()) {
            int size = denomination / unit;
            int left = Math.min(coins.count(denomination), target / size);
            for (int count = 1; left > 0; count *= 2) {
                int bundled = Math.min(count, left);
                bundles.add(new Bundle(denomination, bundled, bundled * size));
                left -= bundled;
            }
        }
        return bundles;
    }

    /** Improves {@code fewest} by one bundle; returns for which amounts it did. */
    private static boolean[] offer(Bundle bundle, int[] fewest) {
        var taken = new boolean[fewest.length];
        // downwards, so that what an amount is built on has not yet been offered this bundle
        for (int amount = fewest.length - 1; amount >= bundle.size(); amount--) {
            int with = fewest[amount - bundle.size()] + bundle.count();
            if (with < fewest[amount]) {
                fewest[amount] = with;
                taken[amount] = true;
            }
        }
        return taken;
    }

    private static Coins walkBack(List<Bundle> bundles, boolean[][] taken) {
        var change = new TreeMap<Integer, Integer>();
        int rest = taken[0].length - 1;
        for (int i = taken.length - 1; i >= 0; i--) {
            if (taken[i][rest]) {
                var bundle = bundles.get(i);
                change.merge(bundle.denomination(), bundle.count(), Integer::sum);
                rest -= bundle.size();
            }
        }
        return Coins.of(change);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
