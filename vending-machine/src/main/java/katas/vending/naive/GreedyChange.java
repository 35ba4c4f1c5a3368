package katas.vending.naive;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import katas.vending.ChangeMaker;
import katas.vending.Coins;

/**
 * Takes the largest coin that fits, again and again, and never goes back on it.
 *
 * <p>Right for the currencies that exist, while no tube runs out. For 30 from {25, 10, 10, 10} it takes the 25, is
 * stuck with 5, and refuses a sale that three tens would have made.
 */
public final class GreedyChange implements ChangeMaker {
    @Override
    public Optional<Coins> change(Coins coins, long amount) {
        return Optional.of(atMost(coins, amount)).filter(change -> change.value() == amount);
    }

    /** Returns what the largest coins first come to before the next one would be too much. */
    static Coins atMost(Coins coins, long amount) {
        var taken = new TreeMap<Integer, Integer>();
        long rest = amount;
        for (int denomination :
                coins.denominations().boxed().sorted(Comparator.reverseOrder()).toList()) {
            int count = (int) Math.min(coins.count(denomination), rest / denomination);
            taken.put(denomination, count);
            rest -= (long) count * denomination;
        }
        return Coins.of(Map.copyOf(taken));
    }
}
