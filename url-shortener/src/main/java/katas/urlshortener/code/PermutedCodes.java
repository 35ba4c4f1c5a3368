package katas.urlshortener.code;

import java.util.concurrent.atomic.LongAccumulator;
import katas.urlshortener.StoreUnavailable;
import katas.urlshortener.cache.ReadThrough;

/**
 * Codes that are unique without a look-up and tell nothing about each other: leased ids, permuted with a key.
 *
 * <p>The permutation can be undone, so a guess is known to be one: its id was not leased yet. That answers all but a few
 * in a million random guesses from memory; what it costs is to know how many ids were leased, one number.
 */
public final class PermutedCodes implements CodeSource {
    /** A version that no key has, of ids whose codes are not permuted: once there are any, no code is excluded. */
    public static final int WITHOUT_KEY = CodePermutation.MAX_VERSIONS;

    private final CodePermutation permutation;
    private final LeasedIds ids;
    private final ReadThrough<Integer, Long> leased;
    /** Known here before the store's word of it has arrived. */
    private final LongAccumulator givenOut = new LongAccumulator(Math::max, 0);

    /**
     * Gives out the codes of these ids.
     *
     * @param ids of the current version of the key
     * @param leased how many ids were leased, by version of the key, from 0 to 15, and {@link
     *     #WITHOUT_KEY}; 0 if none were
     */
    public PermutedCodes(CodePermutation permutation, LeasedIds ids, ReadThrough<Integer, Long> leased) {
        this.permutation = permutation;
        this.ids = ids;
        this.leased = leased;
    }

    @Override
    public String next() {
        long id = ids.next();
        if (id >= CodePermutation.IDS) {
            throw new IllegalStateException("all codes of this key are used up: add a key");
        }
        givenOut.accumulate(id + 1);
        return permutation.code(permutation.currentVersion(), id);
    }

    @Override
    public boolean excludes(String code) {
        if (!Base62.isCode(code)) {
            return false;
        }
        try {
            if (leased.get(WITHOUT_KEY) > 0) {
                return false;
            }
            return permutation
                    .decode(code)
                    .map(this::isNew)
                    // a key that this replica has not heard of may be in use at another already
                    .orElseGet(() -> leased.get(permutation.version(code)) == 0);
        } catch (StoreUnavailable e) {
            return false;
        }
    }

    private boolean isNew(CodePermutation.Decoded code) {
        boolean mine = code.version() == permutation.currentVersion() && code.id() < givenOut.get();
        return !mine && code.id() >= leased.get(code.version());
    }
}
