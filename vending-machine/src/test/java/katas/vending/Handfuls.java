package katas.vending;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All handfuls of coins that there are. */
public final class Handfuls {
    private Handfuls() {}

    /** Returns all with up to {@code most} coins of each denomination. */
    public static List<Coins> upTo(int most, int... denominations) {
        var counts = new TreeMap<Integer, Integer>();
        for (int denomination : denominations) {
            counts.put(denomination, most);
        }
        return within(Coins.of(counts));
    }

    /** Returns all that can be taken out of these coins. */
    public static List<Coins> within(Coins coins) {
        var handfuls = new ArrayList<>(List.of(Coins.NONE));
        coins.toMap().forEach((denomination, most) -> {
            for (var smaller : List.copyOf(handfuls)) {
                for (int count = 1; count <= most; count++) {
                    handfuls.add(smaller.plus(Coins.of(Map.of(denomination, count))));
                }
            }
        });
        return handfuls;
    }
}
