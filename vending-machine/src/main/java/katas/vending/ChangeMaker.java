package katas.vending;

import java.util.BitSet;
import java.util.Optional;

/** Picks coins that make up an amount. */
public interface ChangeMaker {

    /**
     * Returns coins among {@code coins} that are worth the amount, or nothing if this maker finds none.
     *
     * @param amount at least 0
     */
    Optional<Coins> change(Coins coins, long amount);

    /**
     * Returns the amounts for which this maker finds change.
     *
     * @param most the largest amount asked about, at least 0
     */
    default BitSet changeable(Coins coins, int most) {
        var changeable = new BitSet();
        for (int amount = 0; amount <= most; amount++) {
            changeable.set(amount, change(coins, amount).isPresent());
        }
        return changeable;
    }
}
