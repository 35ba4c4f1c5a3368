package katas.urlshortener.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import katas.lab.testing.Seeds;
import katas.lab.testing.TradeOffs;
import katas.urlshortener.naive.RandomCodes;
import org.junit.jupiter.api.Test;

/** How often two codes meet: on 62<sup>4</sup> codes, with so many links that as many meet as of 10<sup>7</sup> in 62<sup>7</sup>. */
class CollisionsTest {
    private static final int KEYSPACE = 62 * 62 * 62 * 62;
    private static final int LINKS = 20_485;
    private static final int ROUNDS = 100;
    private static final String SCENARIO = "collisions of 20,485 codes out of 62^4, as of 10,000,000 out of 62^7";

    @Test
    void codes_that_are_drawn_at_random_meet_as_often_as_birthdays() {
        var random = new SplittableRandom(Seeds.next());

        int collisions = 0;
        for (int round = 0; round < ROUNDS; round++) {
            collisions += collisions(_ -> random.nextLong(KEYSPACE));
        }

        double each = (double) collisions / ROUNDS;
        TradeOffs.record(SCENARIO, "random-codes", each);
        // n²/2s, give or take four standard errors
        assertThat(each).isCloseTo((double) LINKS * LINKS / 2 / KEYSPACE, within(1.6));
    }

    @Test
    void codes_that_are_permuted_never_meet() {
        var feistel = new Feistel(KEYSPACE, new CodeKey(1, 2), 1);

        int collisions = collisions(feistel::permute);

        TradeOffs.record(SCENARIO, "tracked", collisions);
        assertThat(collisions).isZero();
    }

    @Test
    void draws_from_the_whole_keyspace_and_excludes_nothing() {
        var codes = new RandomCodes(new SplittableRandom(Seeds.next()));

        for (int i = 0; i < 1_000; i++) {
            var code = codes.next();
            assertThat(Base62.isCode(code)).isTrue();
            assertThat(codes.excludes(code)).isFalse();
        }
    }

    private static int collisions(LongUnaryOperator codes) {
        var taken = new BitSet(KEYSPACE);
        for (int id = 0; id < LINKS; id++) {
            taken.set((int) codes.applyAsLong(id));
        }
        return LINKS - taken.cardinality();
    }
}
