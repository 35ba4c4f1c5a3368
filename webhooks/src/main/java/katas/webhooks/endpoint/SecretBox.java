package katas.webhooks.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import katas.webhooks.Digests;

/**
 * Seals secrets by AES-256-GCM, so that what is stored tells nothing to who has the store and not the key.
 *
 * <p>What is sealed says by which key: 8 digits of the key's SHA-256, a dot, and in Base64 the nonce, what is hidden and the tag.
 * A key is named by what it is and not by its place, so that an old one can be taken away as soon as every secret was
 * rotated. Nonces are drawn; 2^32 of them are safe under one key (NIST SP 800-38D, 8.3), more than there will be.
 */
public final class SecretBox {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NAME_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final String sealing;
    private final RandomGenerator random;

    /**
     * Makes a box of keys.
     *
     * @param keys at least one of 32 bytes in Base64; the last one seals, all open
     * @param random one that cannot be foretold
     * @throws IllegalArgumentException if there is none, or one cannot be a key; without the key
     */
    public SecretBox(List<String> keys, RandomGenerator random) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there must be a key to seal secrets with");
        }
        keys.stream().map(SecretBox::decoded).forEach(key -> this.keys.put(name(key), new SecretKeySpec(key, "AES")));
        this.sealing = name(decoded(keys.getLast()));
        this.random = random;
    }

    /**
     * Seals a text.
     *
     * @param place where it is kept: it can be opened for there only
     */
    public String seal(String place, String secret) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var hidden = cipher(Cipher.ENCRYPT_MODE, sealing, place, nonce).doFinal(secret.getBytes(UTF_8));
            var joined = Arrays.copyOf(nonce, nonce.length + hidden.length);
            System.arraycopy(hidden, 0, joined, nonce.length, hidden.length);
            return sealing + "." + Base64.getEncoder().encodeToString(joined);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + CIPHER, e);
        }
    }

    /**
     * Opens what was sealed.
     *
     * @throws SealBroken if it was not sealed like this for this place, or by a key that is not here
     */
    public String open(String place, String sealed) {
        var parts = sealed.split("\\.", -1);
        if (parts.length != 2 || !keys.containsKey(parts[0])) {
            throw new SealBroken("%s is sealed by a key that is not here".formatted(place));
        }
        try {
            var joined = Base64.getDecoder().decode(parts[1]);
            var nonce = Arrays.copyOf(joined, NONCE_BYTES);
            return new String(
                    cipher(Cipher.DECRYPT_MODE, parts[0], place, nonce)
                            .doFinal(joined, NONCE_BYTES, Math.max(joined.length - NONCE_BYTES, 0)),
                    UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SealBroken("%s is not what was sealed".formatted(place));
        }
    }

    private Cipher cipher(int mode, String key, String place, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, Objects.requireNonNull(keys.get(key)), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(UTF_8));
        return cipher;
    }

    private static byte[] decoded(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // its message would quote the key
            throw new IllegalArgumentException("a key to seal secrets with must be Base64");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "a key to seal secrets with must have %d bytes, had %d".formatted(KEY_BYTES, key.length));
        }
        return key;
    }

    private static String name(byte[] key) {
        return HexFormat.of().formatHex(Digests.sha256(key), 0, NAME_BYTES);
    }

    /** Says which keys there are, not what they are. */
    @Override
    public String toString() {
        return "SecretBox" + keys.keySet();
    }
}
