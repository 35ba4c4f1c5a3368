package katas.urlshortener.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import katas.lab.testing.Rounds;
import katas.urlshortener.code.CodePermutation.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodePermutationTest {
    private static final long FIRST = 123_456_789;

    private final CodePermutation permutation = Keys.permutation(1);

    @Test
    void consecutive_ids_have_distinct_codes_that_decode_back() {
        int ids = Rounds.of(1_000_000, 10_000_000);

        long[] numbers = LongStream.range(FIRST, FIRST + ids)
                .parallel()
                .map(id -> {
                    var code = permutation.code(0, id);
                    if (!permutation.decode(code).equals(Optional.of(new Decoded(0, id)))) {
                        throw new AssertionError(code + " does not decode to " + id);
                    }
                    return Base62.decode(code);
                })
                .toArray();

        Arrays.parallelSort(numbers);
        long repeated = IntStream.range(1, ids)
                .filter(i -> numbers[i] == numbers[i - 1])
                .count();
        assertThat(repeated).isZero();
    }

    @Test
    void an_id_has_the_same_code_for_ever() {
        var all = Keys.permutation(CodePermutation.MAX_VERSIONS);

        // these were given out: whatever changes here, they must not be given out again
        assertThat(LongStream.range(0, 4).mapToObj(id -> all.code(0, id)))
                .containsExactly("GSOmbJF", "kKxhEqK", "rwLubaz", "0iEl83a");
        assertThat(LongStream.range(0, 4).mapToObj(id -> all.code(15, id)))
                .containsExactly("RyFl0v5", "5zDQ4dg", "BvCh7Nw", "Hh2QvvF");
    }

    @Test
    void the_first_and_the_last_id_of_every_version_have_codes_that_decode_back() {
        var all = Keys.permutation(CodePermutation.MAX_VERSIONS);

        for (int version = 0; version < CodePermutation.MAX_VERSIONS; version++) {
            for (long id : new long[] {0, 1, CodePermutation.IDS - 2, CodePermutation.IDS - 1}) {
                assertThat(all.decode(all.code(version, id))).contains(new Decoded(version, id));
            }
        }
    }

    @Test
    void no_two_versions_of_the_key_share_a_code() {
        var all = Keys.permutation(CodePermutation.MAX_VERSIONS);
        int ids = 5_000;

        var codes = new HashSet<String>();
        for (int version = 0; version < CodePermutation.MAX_VERSIONS; version++) {
            for (long id = 0; id < ids; id++) {
                codes.add(all.code(version, id));
            }
        }

        assertThat(codes).hasSize(CodePermutation.MAX_VERSIONS * ids);
    }

    @Test
    void a_rotated_key_leaves_every_code_as_it_was() {
        var before = Keys.permutation(2);
        var after = Keys.permutation(3);

        for (long id = 0; id < 1_000; id++) {
            assertThat(after.code(0, id)).isEqualTo(before.code(0, id));
            assertThat(after.code(1, id)).isEqualTo(before.code(1, id));
        }
        assertThat(after.currentVersion()).isEqualTo(2);
    }

    @Test
    void another_key_gives_other_codes() {
        var other = new CodePermutation(List.of(new CodeKey(1, 2)));

        long same = LongStream.range(0, 10_000)
                .filter(id -> other.code(0, id).equals(permutation.code(0, id)))
                .count();

        assertThat(same).isZero();
    }

    @Test
    void codes_of_a_key_that_is_not_there_yet_stand_for_nothing_but_tell_their_version() {
        var code = Keys.permutation(2).code(1, 42);

        assertThat(permutation.decode(code)).isEmpty();
        assertThat(permutation.version(code)).isEqualTo(1);
    }

    @Test
    void codes_of_neighbours_look_unrelated() {
        // of seven digits to the base 62 that are drawn at random, 7/62 are the same: 0.113
        int ids = 20_000;
        long same = 0;
        for (long id = 0; id < ids; id++) {
            same += sameDigits(permutation.code(0, id), permutation.code(0, id + 1));
        }

        assertThat((double) same / ids).isBetween(0.095, 0.131);
    }

    @Test
    void codes_of_one_version_fill_the_whole_keyspace_evenly() {
        // a version that kept to its sixteenth would begin with four of the 62 digits only
        int ids = 62_000;
        var begin = new int[128];
        for (long id = 0; id < ids; id++) {
            begin[permutation.code(0, id).charAt(0)]++;
        }

        assertThat(Arrays.stream(begin).filter(count -> count > 0))
                .hasSize(62)
                .allMatch(count -> count > 840 && count < 1_160);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0000000A", "A0000000", "00000-0", "000000%", "00000é0", " 000000", "０００００００"})
    void a_text_that_is_not_in_canonical_form_stands_for_nothing(String text) {
        assertThat(permutation.decode(text)).isEmpty();
    }

    @Test
    void needs_one_to_sixteen_keys() {
        assertThatIllegalArgumentException().isThrownBy(() -> Keys.permutation(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Keys.permutation(17));
    }

    private static long sameDigits(String one, String other) {
        return IntStream.range(0, one.length())
                .filter(i -> one.charAt(i) == other.charAt(i))
                .count();
    }
}
