package katas.vending.web;

import java.util.List;
import katas.vending.Coins;

/** Coins of one denomination. */
record CoinView(int denomination, int count) {
    static List<CoinView> all(Coins coins) {
        return coins.denominations()
                .mapToObj(denomination -> new CoinView(denomination, coins.count(denomination)))
                .toList();
    }
}
