package katas.urlshortener.code;

import katas.urlshortener.StoreUnavailable;
import katas.urlshortener.cache.ReadThrough;

/**
 * Codes that are unique without a look-up and tell nothing about each other: leased ids, permuted with a key.
 *
 * <p>The permutation can be undone, so a guess is known to be one: its id was not leased yet. That answers all but a few
 * in a million random guesses from memory; what it costs is to know how many ids were leased, one number.
 */
public final class PermutedCodes implements CodeSource {
    private final CodePermutation permutation;
    private final LeasedIds ids;
    private final ReadThrough<Integer, Long> leased;

    /**
     * Gives out the codes of these ids.
     *
     * @param ids of the current version of the key
     * @param leased how many ids were leased, by version of the key
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
        return permutation.code(permutation.currentVersion(), id);
    }

    @Override
    public boolean excludes(String code) {
        if (!Base62.isCode(code)) {
            return false;
        }
        var decoded = permutation.decode(code);
        try {
            return decoded.isEmpty()
                    || decoded.get().id() >= leased.get(decoded.get().version());
        } catch (StoreUnavailable e) {
            return false;
        }
    }
}
