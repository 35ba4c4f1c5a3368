package katas.webhooks.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import katas.webhooks.signature.PublicKey;
import katas.webhooks.signature.Signer;
import katas.webhooks.signature.SigningKeyPair;
import katas.webhooks.signature.SigningSecret;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint's attempts are signed with: by the current keys, and for a while after a change also by those before, so
 * that a receiver has time to change, too.
 *
 * @param pair null if the endpoint wants no {@code v1a}
 * @param previous the latest first, {@value #MOST_PREVIOUS} at most
 */
public record SigningKeys(SigningSecret secret, @Nullable SigningKeyPair pair, List<Previous> previous) {

    /** Each costs every receiver one verification more. */
    public static final int MOST_PREVIOUS = 10;

    /**
     * Keys that were replaced.
     *
     * @param until when they sign no more
     */
    public record Previous(SigningSecret secret, @Nullable SigningKeyPair pair, Instant until) {}

    public SigningKeys {
        previous = List.copyOf(previous);
    }

    /**
     * Draws the keys of a new endpoint.
     *
     * @param random one that cannot be foretold
     */
    public static SigningKeys draw(boolean asymmetric, RandomGenerator random) {
        return new SigningKeys(SigningSecret.draw(random), asymmetric ? SigningKeyPair.draw() : null, List.of());
    }

    /** Tells whether there can be new keys: whoever was promised that theirs go on must not lose them to others. */
    public boolean canRotate(Instant now) {
        return current(now).count() < MOST_PREVIOUS;
    }

    /**
     * Returns new keys beside those that sign now, which go on for the overlap.
     *
     * @throws IllegalStateException if there {@linkplain #canRotate cannot be any}
     */
    public SigningKeys rotated(boolean asymmetric, Instant now, Duration overlap, RandomGenerator random) {
        if (!canRotate(now)) {
            throw new IllegalStateException("as many keys sign as may");
        }
        var kept = new ArrayList<Previous>();
        kept.add(new Previous(secret, pair, now.plus(overlap)));
        current(now).forEach(kept::add);
        var drawn = draw(asymmetric, random);
        return new SigningKeys(drawn.secret, drawn.pair, kept);
    }

    /** Returns everything that signs now, the current keys first. */
    public List<Signer> signers(Instant now) {
        var signers = new ArrayList<Signer>();
        add(signers, secret, pair);
        current(now).forEach(keys -> add(signers, keys.secret, keys.pair));
        return signers;
    }

    /** Returns the key that anybody may have, if there is one. */
    public Optional<PublicKey> publicKey() {
        return Optional.ofNullable(pair).map(SigningKeyPair::publicKey);
    }

    private Stream<Previous> current(Instant now) {
        return previous.stream().filter(keys -> keys.until.isAfter(now));
    }

    private static void add(List<Signer> signers, SigningSecret secret, @Nullable SigningKeyPair pair) {
        signers.add(secret);
        if (pair != null) {
            signers.add(pair);
        }
    }
}
