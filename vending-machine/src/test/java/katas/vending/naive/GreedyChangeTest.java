package katas.vending.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import katas.lab.testing.Seeds;
import katas.lab.testing.TradeOffs;
import katas.vending.BoundedChange;
import katas.vending.ChangeMaker;
import katas.vending.Coins;
import org.junit.jupiter.api.Test;

class GreedyChangeTest {
    private static final int[] DENOMINATIONS = {5, 10, 20, 50, 100};
    private static final int UNIT = 5;
    private static final int SALES = 100_000;
    private static final String SCENARIO = "sales refused, of 100,000 that could be changed";

    private final ChangeMaker greedy = new GreedyChange();
    private final ChangeMaker bounded = new BoundedChange();

    @Test
    void the_largest_coin_first_fails_on_30_from_one_25_and_three_10s() {
        var tubes = Coins.of(Map.of(25, 1, 10, 3));

        assertThat(greedy.change(tubes, 30)).isEmpty();
        assertThat(bounded.change(tubes, 30)).isPresent();
    }

    @Test
    void the_largest_coin_first_is_right_where_it_finds_something() {
        var tubes = Coins.of(Map.of(50, 2, 20, 2, 10, 1));

        assertThat(greedy.change(tubes, 80)).contains(Coins.of(Map.of(50, 1, 20, 1, 10, 1)));
    }

    @Test
    void the_largest_coin_first_wrongly_refuses_a_share_of_sales_and_the_best_change_none() {
        var random = new SplittableRandom(Seeds.next());
        int refusedByGreedy = 0;
        int refusedByBounded = 0;
        for (int changeable = 0; changeable < SALES; ) {
            var tubes = tubes(random);
            int due = UNIT * random.nextInt(1, 40);
            if (canBeChanged(tubes, due)) {
                changeable++;
                refusedByGreedy += greedy.change(tubes, due).isEmpty() ? 1 : 0;
                refusedByBounded += bounded.change(tubes, due).isEmpty() ? 1 : 0;
            }
        }

        TradeOffs.record(SCENARIO, "greedy-change", refusedByGreedy);
        TradeOffs.record(SCENARIO, "journalled", refusedByBounded);
        assertThat(refusedByGreedy).isPositive();
        assertThat(refusedByBounded).isZero();
    }

    /** Bit n tells whether n units can be made; what is more than 63 units falls off at the end. */
    private static boolean canBeChanged(Coins tubes, int due) {
        long possible = 1;
        for (int denomination : DENOMINATIONS) {
            for (int coin = 0; coin < tubes.count(denomination); coin++) {
                possible |= possible << (denomination / UNIT);
            }
        }
        return ((possible >>> (due / UNIT)) & 1) == 1;
    }

    private static Coins tubes(RandomGenerator random) {
        var counts = new TreeMap<Integer, Integer>();
        for (int denomination : DENOMINATIONS) {
            counts.put(denomination, random.nextInt(5));
        }
        return Coins.of(counts);
    }
}
