package katas.urlshortener.code;

/**
 * SipHash-2-4 of one number (Aumasson and Bernstein 2012): a pseudo-random function, so that without the key nothing can
 * be told of one result from others.
 *
 * <p>The same as any SipHash-2-4 of the number's eight bytes, least significant first, at a fifth of the time: every
 * redirect needs some twenty of them.
 */
final class SipHash {
    private static final long LENGTH = 8L << 56;
    private static final int ROUNDS = 8;

    private final long key0;
    private final long key1;

    SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    long hash(long number) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L ^ number;
        for (int round = 0; round < ROUNDS; round++) {
            if (round == 2) {
                v0 ^= number;
                v3 ^= LENGTH;
            } else if (round == 4) {
                v0 ^= LENGTH;
                v2 ^= 0xff;
            }
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
