package katas.webhooks.signature;

import java.util.Base64;

/** Keys as text: a prefix that tells what they are, and Base64. */
final class KeyText {
    private KeyText() {}

    static String encode(String prefix, byte[] key) {
        return prefix + Base64.getEncoder().encodeToString(key);
    }

    static byte[] decode(String prefix, String text) {
        if (!text.startsWith(prefix)) {
            throw new IllegalArgumentException("must begin with " + prefix);
        }
        try {
            return Base64.getDecoder().decode(text.substring(prefix.length()));
        } catch (IllegalArgumentException e) {
            // its message would quote the key
            throw new IllegalArgumentException("must be Base64 behind " + prefix);
        }
    }
}
