package katas.webhooks.signature;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that sender and receiver share; signs by HMAC-SHA256, scheme {@code v1}.
 *
 * <p>Its text is {@code whsec_} and 24 to 64 bytes in Base64. Printing it shows no secret.
 */
public final class SigningSecret implements Signer, VerificationKey {
    static final String PREFIX = "whsec_";
    private static final String VERSION = "v1";
    private static final String HMAC = "HmacSHA256";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
    private static final int DRAWN_BYTES = 32;

    private final byte[] secret;

    private SigningSecret(byte[] secret) {
        if (secret.length < MIN_BYTES || secret.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a signing secret must have %d to %d bytes, had %d".formatted(MIN_BYTES, MAX_BYTES, secret.length));
        }
        this.secret = secret;
    }

    /**
     * Draws a secret of 32 bytes.
     *
     * @param random one that cannot be foretold
     */
    public static SigningSecret draw(RandomGenerator random) {
        var secret = new byte[DRAWN_BYTES];
        random.nextBytes(secret);
        return new SigningSecret(secret);
    }

    /**
     * Reads the text of a secret.
     *
     * @throws IllegalArgumentException if it is none; without the text
     */
    public static SigningSecret parse(String text) {
        return new SigningSecret(KeyText.decode(PREFIX, text));
    }

    /** Returns the text that {@link #parse} reads: a secret. */
    public String reveal() {
        return KeyText.encode(PREFIX, secret);
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public String sign(SignedContent content) {
        return VERSION + "," + Base64.getEncoder().encodeToString(hmac(content));
    }

    @Override
    public boolean verifies(SignedContent content, byte[] signature) {
        return MessageDigest.isEqual(hmac(content), signature);
    }

    private byte[] hmac(SignedContent content) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(content.bytes());
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
