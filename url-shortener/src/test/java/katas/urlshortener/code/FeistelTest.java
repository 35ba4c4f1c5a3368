package katas.urlshortener.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeistelTest {
    private static final CodeKey KEY = CodeKey.parse("000102030405060708090a0b0c0d0e0f");

    @Test
    void permutes_every_small_domain_one_to_one() {
        for (int size = 2; size <= 130; size++) {
            assertIsPermutation(size);
        }
    }

    // two and three digits to the base 62, powers of two and four, and their neighbours
    @ParameterizedTest
    @ValueSource(ints = {1023, 1024, 1025, 3844, 4095, 4096, 4097, 65_535, 65_536, 65_537, 238_328})
    void permutes_a_larger_domain_one_to_one(int size) {
        assertIsPermutation(size);
    }

    @Test
    void stays_within_the_largest_domain_and_finds_back() {
        long size = 1L << 62;
        var feistel = new Feistel(size, KEY, 1);

        for (long number : new long[] {0, 1, size / 2, size - 2, size - 1}) {
            assertThat(feistel.permute(number)).isBetween(0L, size - 1);
            assertThat(feistel.undo(feistel.permute(number))).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 19, 1 << 20, 238_328})
    void hides_which_half_a_number_is_of(int size) {
        var feistel = new Feistel(size, KEY, 1);

        long stay = LongStream.range(size / 2, size / 2 + 1_000)
                .filter(number -> feistel.permute(number) >= size / 2)
                .count();

        assertThat(stay).isBetween(400L, 600L);
    }

    @Test
    void depends_on_every_bit_of_the_key() {
        var one = permuted(new Feistel(1 << 20, KEY, 1));

        for (int bit = 0; bit < Long.SIZE; bit++) {
            var low = new Feistel(1 << 20, new CodeKey(KEY.high(), KEY.low() ^ 1L << bit), 1);
            var high = new Feistel(1 << 20, new CodeKey(KEY.high() ^ 1L << bit, KEY.low()), 1);
            assertThat(same(one, permuted(low))).isLessThanOrEqualTo(2);
            assertThat(same(one, permuted(high))).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void differs_by_its_tweak() {
        assertThat(same(permuted(new Feistel(1 << 20, KEY, 1)), permuted(new Feistel(1 << 20, KEY, 2))))
                .isLessThanOrEqualTo(2);
    }

    @Test
    void refuses_what_is_not_in_its_domain() {
        var feistel = new Feistel(62, KEY, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> feistel.permute(62));
        assertThatIllegalArgumentException().isThrownBy(() -> feistel.permute(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> feistel.undo(62));
        assertThatIllegalArgumentException().isThrownBy(() -> feistel.undo(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Feistel(1, KEY, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Feistel((1L << 62) + 1, KEY, 1));
    }

    private static void assertIsPermutation(int size) {
        var feistel = new Feistel(size, KEY, 1);
        var seen = new BitSet(size);
        int lost = 0;
        for (int number = 0; number < size; number++) {
            long permuted = feistel.permute(number);
            seen.set((int) permuted);
            if (feistel.undo(permuted) != number) {
                lost++;
            }
        }
        assertThat(lost).as("numbers that do not find back, of " + size).isZero();
        assertThat(seen.length()).isEqualTo(size);
        assertThat(seen.cardinality()).as("numbers that are met, of " + size).isEqualTo(size);
    }

    private static long[] permuted(Feistel feistel) {
        return LongStream.range(0, 1_000).map(feistel::permute).toArray();
    }

    private static long same(long[] one, long[] other) {
        return IntStream.range(0, one.length).filter(i -> one[i] == other[i]).count();
    }
}
