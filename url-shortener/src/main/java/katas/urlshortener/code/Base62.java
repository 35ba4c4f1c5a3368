package katas.urlshortener.code;

/** Numbers as short codes: seven digits to the base 62, {@code 0-9A-Za-z}, most significant first. */
public final class Base62 {
    static final int LENGTH = 7;
    /** 62<sup>7</sup>, about 3.5 · 10<sup>12</sup>: how many codes there are. */
    public static final long KEYSPACE = 3_521_614_606_208L;

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Base62() {}

    /** Tells whether a text has the form of a generated code; each such text stands for exactly one number. */
    public static boolean isCode(String text) {
        return text.length() == LENGTH && text.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
    }

    /**
     * Returns the code of a number.
     *
     * @param number from 0 to below {@link #KEYSPACE}
     */
    public static String encode(long number) {
        if (number < 0 || number >= KEYSPACE) {
            throw new IllegalArgumentException("number must be from 0 to below " + KEYSPACE + ", was " + number);
        }
        var code = new char[LENGTH];
        long rest = number;
        for (int i = LENGTH - 1; i >= 0; i--) {
            code[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(code);
    }

    /** @param code of the form that {@link #isCode} tells */
    static long decode(String code) {
        if (!isCode(code)) {
            throw new IllegalArgumentException("no code: " + code.length() + " characters");
        }
        long number = 0;
        for (int i = 0; i < LENGTH; i++) {
            number = number * DIGITS.length() + DIGITS.indexOf(code.charAt(i));
        }
        return number;
    }
}
