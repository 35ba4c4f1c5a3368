package katas.shopping.cart;

/** What came of a wish to change a cart. */
public sealed interface CartOutcome {

    /**
     * It is as was wished, by this call or before it.
     *
     * @param cart as it is now
     */
    record Changed(Cart cart) implements CartOutcome {}

    /** There is none of this id, or it is somebody else's. */
    record NotFound(String cartId) implements CartOutcome, CheckoutOutcome {}

    /** It was merged, or checked out, and can only be read. */
    record Frozen(Cart cart) implements CartOutcome, CheckoutOutcome {}

    /** It has changed since it was read. */
    record Stale(Cart current) implements CartOutcome, CheckoutOutcome {}

    /** Nobody sells this. */
    record UnknownSku(String sku) implements CartOutcome {}

    /** There would be more than {@value Lines#MOST} lines, without those that were removed. */
    record TooManyLines() implements CartOutcome {}

    /** The price of this line is in another currency than that of the others. */
    record OtherCurrency(String sku, String currency) implements CartOutcome {}

    /** Nobody could pay for all this: more than {@link katas.shopping.messages.Money#MOST}. */
    record TooExpensive() implements CartOutcome {}

    /**
     * Only a customer's cart takes in another, and only a guest's goes into one.
     *
     * @param cartId of which of the two this is not so
     */
    record NotMergeable(String cartId) implements CartOutcome {}
}
