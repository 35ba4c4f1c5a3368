package katas.vending.web;

import java.util.Base64;
import java.util.random.RandomGenerator;
import katas.vending.Claim.Session;

/** Makes what opens a session. Machine and journal hold a digest only, which opens nothing. */
final class Tokens {
    private static final int BYTES = 16;

    private final RandomGenerator random;

    /** @param random one that nobody can foresee */
    Tokens(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return "ses_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Session sessionOf(String token) {
        return new Session(Digests.shortHex(token));
    }
}
