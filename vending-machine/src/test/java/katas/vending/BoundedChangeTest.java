package katas.vending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedChangeTest {
    private final ChangeMaker changeMaker = new BoundedChange();

    @Test
    void finds_three_tens_where_the_largest_coin_first_is_stuck() {
        assertThat(changeMaker.change(Coins.of(Map.of(25, 1, 10, 3)), 30)).contains(Coins.of(Map.of(10, 3)));
    }

    @Test
    void is_the_best_there_is_for_all_amounts_from_all_tubes_with_up_to_four_coins_of_each_kind() {
        isTheBest(5, 10, 20, 50, 100);
    }

    @Test
    void is_the_best_there_is_in_currencies_in_which_the_largest_coin_first_is_wrong_even_with_endless_coins() {
        isTheBest(1, 3, 4);
        isTheBest(10, 25);
        isTheBest(6, 10, 15);
        isTheBest(5, 7, 11, 12);
    }

    @Test
    void makes_any_amount_out_of_full_tubes_of_every_euro_coin() {
        var tubes = new TreeMap<Integer, Integer>();
        for (int denomination : new int[] {1, 2, 5, 10, 20, 50, 100, 200}) {
            tubes.put(denomination, 50);
        }
        var coins = Coins.of(tubes);

        assertThat(changeMaker.change(coins, 1_999))
                .contains(Coins.of(Map.of(200, 9, 100, 1, 50, 1, 20, 2, 5, 1, 2, 2)));
        assertThat(changeMaker.change(coins, coins.value())).contains(coins);
        assertThat(changeMaker.change(coins, coins.value() + 1)).isEmpty();
    }

    @Test
    void nothing_is_due_and_nothing_is_given() {
        assertThat(changeMaker.change(Coins.NONE, 0)).contains(Coins.NONE);
        assertThat(changeMaker.change(Coins.NONE, 10)).isEmpty();
    }

    private void isTheBest(int... denominations) {
        for (var tubes : Handfuls.upTo(4, denominations)) {
            var fewest = fewest(tubes);
            for (int amount = 0; amount < fewest.length; amount++) {
                check(tubes, amount, fewest[amount]);
            }
            var changeable = IntStream.range(0, fewest.length)
                    .filter(amount -> fewest[amount] < Integer.MAX_VALUE)
                    .collect(BitSet::new, BitSet::set, BitSet::or);
            assertThat(changeMaker.changeable(tubes, fewest.length - 1)).isEqualTo(changeable);
        }
    }

    private void check(Coins tubes, int amount, int fewest) {
        var change = changeMaker.change(tubes, amount);
        boolean right = change.map(coins -> coins.size() == fewest && coins.value() == amount && tubes.contains(coins))
                .orElse(fewest == Integer.MAX_VALUE);
        if (!right) {
            assertThat(change.map(Coins::size))
                    .as("%d from %s: %s", amount, tubes, change)
                    .isEqualTo(Optional.of(fewest));
        }
    }

    /** By amount: the least number of coins that make it, found by taking out every handful there is. */
    private static int[] fewest(Coins tubes) {
        var fewest = new int[(int) tubes.value() + 2];
        Arrays.fill(fewest, Integer.MAX_VALUE);
        for (var handful : Handfuls.within(tubes)) {
            int amount = (int) handful.value();
            fewest[amount] = Math.min(fewest[amount], handful.size());
        }
        return fewest;
    }
}
