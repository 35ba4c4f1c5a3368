package katas.urlshortener.code;

import java.util.List;

/**
 * The secrets that codes are permuted with, by version.
 *
 * @param keys at least 1
 */
public record CodeKeys(List<CodeKey> keys) {

    public CodeKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there must be a code key");
        }
    }

    /** Returns the one that stays, whatever is appended. */
    public CodeKey first() {
        return keys.getFirst();
    }
}
