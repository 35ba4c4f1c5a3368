package katas.vending;

import java.util.Arrays;

/**
 * Lights exactly when some purchase could not be changed.
 *
 * <p>A buyer's own coins may be part of the change, and yet they need not be looked at. Take a purchase that cannot be
 * changed, and in it a coin without which the rest would still pay: leave it out, and what remains cannot be changed
 * either, for else that coin on top would be the change. Left out again and again, there remains a purchase in which
 * every coin is needed, so each is worth more than the change due: none of them can be part of it, and the tubes alone
 * decide.
 */
public final class ExactChangeLamp {
    private final ChangeMaker changeMaker;

    public ExactChangeLamp(ChangeMaker changeMaker) {
        this.changeMaker = changeMaker;
    }

    public boolean lit(Machine machine) {
        int[] denominations = machine.tubes().denominations().toArray();
        int largest = Arrays.stream(denominations).max().orElse(0);
        int dearest = machine.dearestOnSale().orElse(0);
        int[] prices = machine.slots().values().stream()
                .filter(Slot::sellable)
                .mapToInt(Slot::price)
                .distinct()
                .toArray();
        var changeable = changeMaker.changeable(machine.tubes().content(), largest);
        // by the smallest coin of a purchase: the change due is less than it
        for (int i = 0; i < denominations.length; i++) {
            var payable = payable(Arrays.copyOfRange(denominations, i, denominations.length), dearest + largest);
            for (int due = 1; due < denominations[i]; due++) {
                if (!changeable.get(due) && someonePays(prices, due, payable)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean someonePays(int[] prices, int due, boolean[] payable) {
        return Arrays.stream(prices).anyMatch(price -> payable[price + due]);
    }

    /** Tells for each amount whether coins of these denominations, as many as one likes, make it up. */
    private static boolean[] payable(int[] denominations, int most) {
        var payable = new boolean[most + 1];
        payable[0] = true;
        for (int amount = 1; amount <= most; amount++) {
            for (int denomination : denominations) {
                payable[amount] |= amount >= denomination && payable[amount - denomination];
            }
        }
        return payable;
    }
}
