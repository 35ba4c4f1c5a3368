package katas.vending;

import java.util.stream.IntStream;

/**
 * The tubes that change is paid from, one for each denomination that the machine takes.
 *
 * @param content coins in the tubes
 * @param capacity most coins that each tube holds; at least 1 for every denomination taken
 */
public record Tubes(Coins content, Coins capacity) {
    public Tubes {
        if (!capacity.contains(content)) {
            throw new IllegalArgumentException("tubes hold " + capacity + " and not " + content);
        }
    }

    /** Returns the denominations that the machine takes, ascending. */
    public IntStream denominations() {
        return capacity.denominations();
    }

    public boolean takes(int denomination) {
        return capacity.count(denomination) > 0;
    }

    /** Returns how many more coins of a denomination there is room for. */
    public int room(int denomination) {
        return capacity.count(denomination) - content.count(denomination);
    }

    Tubes with(Coins newContent) {
        return new Tubes(newContent, capacity);
    }
}
