package katas.urlshortener.code;

import java.util.List;
import java.util.Optional;

/**
 * Which id has which code: one to one, so no code needs to be looked up before it is given out, and no code tells the
 * next to anybody without the key.
 *
 * <p>The keyspace is divided evenly among 16 versions of the key. A version's own key shuffles its ids within its share;
 * so what one key gives out, no other can. A second permutation, over the whole keyspace and with the first key, hides
 * which share a code is of: else a guesser would know to stay within a sixteenth.
 */
public final class CodePermutation {
    public static final int MAX_VERSIONS = 16;
    /** How many ids each version of the key has, about 2.2 · 10<sup>11</sup>. */
    public static final long IDS = Base62.KEYSPACE / MAX_VERSIONS;

    private static final int SPREAD = 1;
    private static final int SHUFFLE = 2;

    private final Feistel spread;
    private final List<Feistel> shuffles;

    /**
     * What a code stands for.
     *
     * @param version of the key, from 0
     * @param id from 0 to below {@link #IDS}
     */
    public record Decoded(int version, long id) {}

    /**
     * Permutes with these keys.
     *
     * @param keys 1 to 16, by version; to rotate, add one at the end and keep the others
     */
    public CodePermutation(List<CodeKey> keys) {
        if (keys.isEmpty() || keys.size() > MAX_VERSIONS) {
            throw new IllegalArgumentException("keys must be 1 to " + MAX_VERSIONS + ", were " + keys.size());
        }
        this.spread = new Feistel(Base62.KEYSPACE, keys.getFirst(), SPREAD);
        this.shuffles = keys.stream().map(key -> new Feistel(IDS, key, SHUFFLE)).toList();
    }

    /** The version that new codes are given out under: that of the last key. */
    public int currentVersion() {
        return shuffles.size() - 1;
    }

    /**
     * Returns the code of an id.
     *
     * @param version from 0 to {@link #currentVersion}
     * @param id from 0 to below {@link #IDS}
     */
    public String code(int version, long id) {
        return Base62.encode(
                spread.permute(version * IDS + shuffles.get(version).permute(id)));
    }

    /** Returns what a text stands for; nothing if it is no code, or one of a version that has no key yet. */
    public Optional<Decoded> decode(String text) {
        if (!Base62.isCode(text)) {
            return Optional.empty();
        }
        long number = spread.undo(Base62.decode(text));
        int version = (int) (number / IDS);
        return version < shuffles.size()
                ? Optional.of(new Decoded(version, shuffles.get(version).undo(number % IDS)))
                : Optional.empty();
    }

    /**
     * Returns which version of the key a code is of, from 0 to 15, also if there is no such key yet.
     *
     * @param code of the form that {@link Base62#isCode} tells
     */
    int version(String code) {
        return (int) (spread.undo(Base62.decode(code)) / IDS);
    }
}
