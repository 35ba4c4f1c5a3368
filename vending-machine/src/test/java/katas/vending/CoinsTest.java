package katas.vending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CoinsTest {
    private static final Coins TENS_AND_FIFTY = Coins.of(Map.of(10, 2, 50, 1));

    @Test
    void are_worth_their_sum() {
        assertThat(TENS_AND_FIFTY.value()).isEqualTo(70);
        assertThat(TENS_AND_FIFTY.size()).isEqualTo(3);
        assertThat(TENS_AND_FIFTY.count(10)).isEqualTo(2);
        assertThat(TENS_AND_FIFTY.count(20)).isZero();
    }

    @Test
    void can_be_added_taken_away_and_compared() {
        assertThat(TENS_AND_FIFTY.plus(Coins.of(20))).isEqualTo(Coins.of(Map.of(10, 2, 20, 1, 50, 1)));
        assertThat(TENS_AND_FIFTY.minus(Coins.of(Map.of(10, 2)))).isEqualTo(Coins.of(50));
        assertThat(TENS_AND_FIFTY.lesser(Coins.of(Map.of(10, 1, 20, 5, 50, 9))))
                .isEqualTo(Coins.of(Map.of(10, 1, 50, 1)));
        assertThat(TENS_AND_FIFTY.contains(Coins.of(Map.of(10, 2)))).isTrue();
        assertThat(TENS_AND_FIFTY.contains(Coins.of(Map.of(10, 3)))).isFalse();
    }

    @Test
    void are_equal_however_they_came_together() {
        var other = Coins.of(50).plus(Coins.of(10)).plus(Coins.of(Map.of(10, 1, 20, 0)));

        assertThat(other).isEqualTo(TENS_AND_FIFTY).hasSameHashCodeAs(TENS_AND_FIFTY);
        assertThat(TENS_AND_FIFTY.minus(TENS_AND_FIFTY)).isEqualTo(Coins.NONE);
    }

    @Test
    void are_never_less_than_none() {
        assertThatThrownBy(() -> TENS_AND_FIFTY.minus(Coins.of(20))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Coins.of(Map.of(10, -1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Coins.of(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void are_counted_without_overflow() {
        assertThatThrownBy(() -> Coins.of(Map.of(10, Integer.MAX_VALUE)).plus(Coins.of(10)))
                .isInstanceOf(ArithmeticException.class);
    }
}
