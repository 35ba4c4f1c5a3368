package katas.shopping.cart;

import katas.shopping.Shards;
import katas.shopping.effect.Place;
import org.jspecify.annotations.Nullable;

/**
 * A cart.
 *
 * @param owner whose it is; a guest's, of whoever knows its id, if null
 * @param version how many events it has had: what its entity tag says
 * @param mergedInto the cart that its lines go into, if it is {@link Status#MERGED}
 * @param orderId the order that was made of it, if it is {@link Status#CHECKED_OUT}
 */
public record Cart(
        String id,
        @Nullable String owner,
        long version,
        @Nullable String mergedInto,
        @Nullable String orderId,
        Lines lines) {

    /** Whether a cart can be changed. */
    public enum Status {
        OPEN,
        /** Not any more: its lines go into another cart; unless that one cannot take them. */
        MERGED,
        /** Not until its order is decided, and never again if that is completed. */
        CHECKED_OUT
    }

    static Cart empty(String id, @Nullable String owner) {
        return new Cart(id, owner, 1, null, null, Lines.NONE);
    }

    static Place<Cart> place(String id) {
        return new Place<>(Shards.of(id), "cart:" + id, Cart.class);
    }

    public Status status() {
        if (mergedInto != null) {
            return Status.MERGED;
        }
        return orderId == null ? Status.OPEN : Status.CHECKED_OUT;
    }

    boolean frozen() {
        return status() != Status.OPEN;
    }

    /** Tells whether this cart is there for somebody: an owned one for its owner, a guest's for all. */
    boolean visibleTo(@Nullable String customer) {
        return owner == null || owner.equals(customer);
    }

    Cart with(Lines changed) {
        return new Cart(id, owner, version + 1, null, null, changed);
    }

    Cart merged(String into) {
        return new Cart(id, owner, version + 1, into, null, lines);
    }

    Cart checkedOut(String order) {
        return new Cart(id, owner, version + 1, null, order, lines);
    }

    Cart reopened() {
        return new Cart(id, owner, version + 1, null, null, lines);
    }
}
