package katas.shopping.messages;

/**
 * An amount of money.
 *
 * @param amount minor units, 0 to {@value #MOST}
 * @param currency three letters of ISO 4217
 */
public record Money(long amount, String currency) {
    /** So much that a whole cart of it still fits into a {@code long}. */
    public static final long MOST = 1_000_000_000_000L;

    public Money {
        if (amount < 0 || amount > MOST) {
            throw new IllegalArgumentException("amount must be from 0 to " + MOST + ", was " + amount);
        }
        if (currency.length() != 3 || !currency.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z')) {
            throw new IllegalArgumentException("currency must be three capital letters, was " + currency);
        }
    }
}
