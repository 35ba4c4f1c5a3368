package katas.vending;

import java.util.Optional;

/** Picks coins that make up an amount. */
public interface ChangeMaker {

    /**
     * Returns coins among {@code coins} that are worth the amount, or nothing if this maker finds none.
     *
     * @param amount at least 0
     */
    Optional<Coins> change(Coins coins, long amount);
}
