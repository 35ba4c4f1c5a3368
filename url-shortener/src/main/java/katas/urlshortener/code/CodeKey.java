package katas.urlshortener.code;

import java.util.HexFormat;

/**
 * A secret of 128 bits that codes are permuted with.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record CodeKey(long high, long low) {
    private static final int HEX_DIGITS = 32;
    private static final int HALF = HEX_DIGITS / 2;

    /**
     * Reads a key.
     *
     * @param hex 32 hex digits
     * @throws IllegalArgumentException if it is anything else; the message does not quote it
     */
    public static CodeKey parse(String hex) {
        if (hex.length() != HEX_DIGITS || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException("a code key must be 32 hex digits");
        }
        return new CodeKey(
                HexFormat.fromHexDigitsToLong(hex, 0, HALF), HexFormat.fromHexDigitsToLong(hex, HALF, HEX_DIGITS));
    }

    /** Does not show it. */
    @Override
    public String toString() {
        return "CodeKey[…]";
    }
}
