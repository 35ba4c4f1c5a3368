package katas.urlshortener.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import katas.lab.testing.Seeds;
import katas.lab.testing.TradeOffs;
import katas.urlshortener.naive.CounterCodes;
import katas.urlshortener.naive.RandomCodes;
import org.junit.jupiter.api.Test;

/** Somebody has one short code and wants the others: a million guesses at ten million links, each at a tenth, and tenfold. */
class GuessingTest {
    private static final int LINKS = 100_000_000;
    private static final int GUESSES = 100_000;
    private static final int FEW = 20;
    private static final List<String> OTHERS = List.of("ann", "bob", "cid");

    private final CodePermutation permutation = Keys.permutation(1);
    private final Leases leases = new Leases();
    private final PermutedCodes permuted =
            new PermutedCodes(permutation, new LeasedIds(size -> leases.lease(0, size), 1_000), leases);

    @Test
    void whoever_has_a_counted_code_walks_through_all_the_others() {
        var ids = new AtomicLong();
        var made = links(new CounterCodes(new LeasedIds(ids::getAndAdd, 1_000)));

        long hits = walkFrom(made.lastEntry().getKey(), code -> OTHERS.contains(made.getOrDefault(code, "")));

        record("counter-codes", hits);
        assertThat(hits).isEqualTo(GUESSES);
    }

    @Test
    void whoever_has_a_permuted_code_has_no_other() {
        var made = links(permuted);

        long hits = walkFrom(made.lastEntry().getKey(), code -> OTHERS.contains(made.getOrDefault(code, "")));

        record("tracked", hits);
        assertThat(hits).isLessThan(FEW);
    }

    @Test
    void nor_has_he_among_a_thousand_times_as_many() {
        // 2.8 expected
        long hits = walkFrom(permutation.code(0, LINKS - 1), this::hasPermuted);

        assertThat(hits).isLessThan(FEW);
    }

    @Test
    void random_guesses_hit_as_rarely() {
        long hits = guesses().stream().filter(this::hasPermuted).count();

        assertThat(hits).isLessThan(FEW);
    }

    @Test
    void guesses_at_permuted_codes_cost_hardly_a_read_and_at_random_ones_each() {
        leases.lease(0, LINKS);
        var random = new RandomCodes(new SplittableRandom(1));

        long ours =
                guesses().stream().filter(guess -> !permuted.excludes(guess)).count();
        long theirs =
                guesses().stream().filter(guess -> !random.excludes(guess)).count();

        TradeOffs.record("store reads for 100,000 guesses, 100,000,000 links", "tracked", ours);
        TradeOffs.record("store reads for 100,000 guesses, 100,000,000 links", "random-codes", theirs);
        assertThat(ours).isLessThan(FEW);
        assertThat(theirs).isEqualTo(GUESSES);
    }

    private boolean hasPermuted(String code) {
        return permutation.decode(code).filter(decoded -> decoded.id() < LINKS).isPresent();
    }

    private static void record(String variant, long hits) {
        TradeOffs.record("others' links found by 100,000 guesses from one code, 100,001 links", variant, hits);
    }

    /** Returns the owners of links by their codes; the last one's is the guesser. */
    private static SequencedMap<String, String> links(CodeSource codes) {
        var owners = new LinkedHashMap<String, String>();
        for (int i = 0; i < GUESSES; i++) {
            owners.put(codes.next(), OTHERS.get(i % OTHERS.size()));
        }
        owners.put(codes.next(), "guesser");
        return owners;
    }

    private static List<String> guesses() {
        return new SplittableRandom(Seeds.next())
                .longs(GUESSES, 0, Base62.KEYSPACE)
                .mapToObj(Base62::encode)
                .toList();
    }

    /** Counts backwards from a code that is known. */
    private static long walkFrom(String code, Predicate<String> exists) {
        long known = Base62.decode(code);
        return LongStream.rangeClosed(1, GUESSES)
                .mapToObj(step -> Base62.encode(Math.floorMod(known - step, Base62.KEYSPACE)))
                .filter(exists)
                .count();
    }
}
