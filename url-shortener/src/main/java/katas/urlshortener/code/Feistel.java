package katas.urlshortener.code;

/**
 * A permutation of the numbers below a size, which only who has the key can compute or undo.
 *
 * <p>A balanced Feistel network permutes the numbers of an even count of bits: whatever its round function is, each
 * round can be undone. The smallest such range is up to four times the size, so a result that is too large is permuted
 * again until it fits ("cycle walking", Black and Rogaway 2002): the walk ends, for it follows a cycle that leads back
 * to where it began, and it stays a permutation. Ten rounds, as in NIST SP 800-38G; the round function is {@link
 * SipHash}, a keyed pseudo-random function.
 */
final class Feistel {
    private static final int ROUNDS = 10;

    private final long size;
    private final int halfBits;
    private final long mask;
    private final SipHash[] rounds = new SipHash[ROUNDS];

    /**
     * @param size how many numbers it permutes, 2 to 2<sup>62</sup>
     * @param tweak sets permutations apart that share a key
     */
    Feistel(long size, CodeKey key, int tweak) {
        if (size < 2 || size > 1L << 62) {
            throw new IllegalArgumentException("size must be from 2 to 2^62, was " + size);
        }
        this.size = size;
        this.halfBits = (Long.SIZE - Long.numberOfLeadingZeros(size - 1) + 1) / 2;
        this.mask = (1L << halfBits) - 1;
        for (int round = 0; round < ROUNDS; round++) {
            rounds[round] = new SipHash(key.low(), key.high() ^ ((long) tweak << Integer.SIZE | round));
        }
    }

    long permute(long number) {
        check(number);
        long walked = number;
        do {
            walked = forward(walked);
        } while (walked >= size);
        return walked;
    }

    long undo(long number) {
        check(number);
        long walked = number;
        do {
            walked = backward(walked);
        } while (walked >= size);
        return walked;
    }

    private long forward(long number) {
        long left = number >>> halfBits;
        long right = number & mask;
        for (var round : rounds) {
            long mixed = left ^ scramble(round, right);
            left = right;
            right = mixed;
        }
        return left << halfBits | right;
    }

    private long backward(long number) {
        long left = number >>> halfBits;
        long right = number & mask;
        for (int i = ROUNDS - 1; i >= 0; i--) {
            long mixed = right ^ scramble(rounds[i], left);
            right = left;
            left = mixed;
        }
        return left << halfBits | right;
    }

    private long scramble(SipHash round, long half) {
        return round.hash(half) & mask;
    }

    private void check(long number) {
        if (number < 0 || number >= size) {
            throw new IllegalArgumentException("number must be from 0 to below " + size + ", was " + number);
        }
    }
}
