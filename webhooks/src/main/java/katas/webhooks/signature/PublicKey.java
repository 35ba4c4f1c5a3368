package katas.webhooks.signature;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * What verifies signatures of a {@link SigningKeyPair}, and may be known to everybody.
 *
 * <p>Its text is {@code whpk_} and 32 bytes in Base64: y, little endian, and the sign of x in the last bit (RFC 8032,
 * 5.1.2).
 */
public final class PublicKey implements VerificationKey {
    static final String PREFIX = "whpk_";
    static final int BYTES = 32;
    private static final int SIGN_OF_X = 0x80;

    private final EdECPublicKey key;

    private PublicKey(EdECPublicKey key) {
        this.key = key;
    }

    static PublicKey of(java.security.PublicKey key) {
        return new PublicKey((EdECPublicKey) key);
    }

    /**
     * Reads the text of a key.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PublicKey parse(String text) {
        return of(KeyText.decode(PREFIX, text));
    }

    static PublicKey of(byte[] encoded) {
        if (encoded.length != BYTES) {
            throw new IllegalArgumentException(
                    "a public key must have %d bytes, had %d".formatted(BYTES, encoded.length));
        }
        boolean xIsOdd = (encoded[BYTES - 1] & SIGN_OF_X) != 0;
        var y = reversed(encoded);
        y[0] &= (byte) ~SIGN_OF_X;
        try {
            var point = new EdECPoint(xIsOdd, new BigInteger(1, y));
            return of(KeyFactory.getInstance(SigningKeyPair.ED25519)
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("not a public key of Ed25519", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    byte[] encoded() {
        var y = key.getPoint().getY().toByteArray();
        var encoded = Arrays.copyOf(reversed(y), BYTES);
        if (key.getPoint().isXOdd()) {
            encoded[BYTES - 1] |= (byte) SIGN_OF_X;
        }
        return encoded;
    }

    /** Returns the text that {@link #parse} reads. */
    public String text() {
        return KeyText.encode(PREFIX, encoded());
    }

    @Override
    public String version() {
        return SigningKeyPair.VERSION;
    }

    @Override
    public boolean verifies(SignedContent content, byte[] signature) {
        try {
            var verifier = Signature.getInstance(SigningKeyPair.ED25519);
            verifier.initVerify(key);
            verifier.update(content.bytes());
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    private static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (int index = 0; index < bytes.length; index++) {
            reversed[index] = bytes[bytes.length - 1 - index];
        }
        return reversed;
    }
}
