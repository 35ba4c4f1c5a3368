package katas.webhooks.signature;

import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A key that only the sender has; signs by Ed25519, scheme {@code v1a}.
 *
 * <p>Its text is {@code whsk_} and, in Base64, 32 bytes of seed and 32 bytes of the public key. Printing it shows no secret.
 */
public final class SigningKeyPair implements Signer {
    static final String PREFIX = "whsk_";
    static final String VERSION = "v1a";
    static final String ED25519 = "Ed25519";
    private static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKeyPair(byte[] seed, PublicKey publicKey) {
        this.seed = seed;
        this.publicKey = publicKey;
        try {
            this.privateKey = KeyFactory.getInstance(ED25519)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("not a seed of Ed25519");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    /** Draws a pair. */
    public static SigningKeyPair draw() {
        try {
            var pair = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
            var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            return new SigningKeyPair(seed, PublicKey.of(pair.getPublic()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    /**
     * Reads the text of a pair.
     *
     * @throws IllegalArgumentException if it is none; without the text
     */
    public static SigningKeyPair parse(String text) {
        var bytes = KeyText.decode(PREFIX, text);
        if (bytes.length != SEED_BYTES + PublicKey.BYTES) {
            throw new IllegalArgumentException(
                    "a key pair must have %d bytes, had %d".formatted(SEED_BYTES + PublicKey.BYTES, bytes.length));
        }
        return new SigningKeyPair(
                Arrays.copyOf(bytes, SEED_BYTES), PublicKey.of(Arrays.copyOfRange(bytes, SEED_BYTES, bytes.length)));
    }

    /** Returns the text that {@link #parse} reads: a secret. */
    public String reveal() {
        var bytes = Arrays.copyOf(seed, SEED_BYTES + PublicKey.BYTES);
        System.arraycopy(publicKey.encoded(), 0, bytes, SEED_BYTES, PublicKey.BYTES);
        return KeyText.encode(PREFIX, bytes);
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String sign(SignedContent content) {
        try {
            var signer = Signature.getInstance(ED25519);
            signer.initSign(privateKey);
            signer.update(content.bytes());
            return VERSION + "," + Base64.getEncoder().encodeToString(signer.sign());
        } catch (NoSuchAlgorithmException | InvalidKeyException | SignatureException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
