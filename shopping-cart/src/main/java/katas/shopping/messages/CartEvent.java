package katas.shopping.messages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a cart. The versions of one cart's events are 1, 2, 3 and so on: a gap is seen. */
public sealed interface CartEvent extends Message {
    String cartId();

    /** Returns the cart's version after this. */
    long version();

    @Override
    default Topic topic() {
        return Topic.CARTS;
    }

    @Override
    default String key() {
        return cartId();
    }

    /**
     * There is a new cart.
     *
     * @param owner whose it is; a guest's, of whoever knows its id, without
     */
    record CartCreated(
            String cartId, long version, @Nullable String owner) implements CartEvent {}

    /** Lines were put, changed or removed; by hand one, by a merge any number of them. */
    record LinesChanged(String cartId, long version, List<LineChange> lines) implements CartEvent {}

    /** A guest's cart went into another, and can only be read from now on. */
    record CartMergedInto(String cartId, long version, String into) implements CartEvent {}

    /** The other cart could not take in the lines of this one, which can be changed, and merged, again. */
    record CartMergeRefused(String cartId, long version, String into) implements CartEvent {}

    /**
     * The customer wants the goods: nothing changes until the order is decided. This is kept for ever, and so says nothing of
     * what the customer pays with.
     *
     * @param orderId the order's id, in the cart's shard
     * @param total what the customer was shown for all
     */
    record CartCheckedOut(
            String cartId,
            long version,
            String orderId,
            @Nullable String owner,
            List<OrderLine> lines,
            Money total) implements CartEvent {}

    /** The order came to nothing: the cart can be changed, and checked out, again. */
    record CartReopened(String cartId, long version, String orderId) implements CartEvent {}

    /**
     * Nobody had changed the cart for a long time, and it is not there any more.
     *
     * @param lines what lay in it, and does not now
     */
    record CartExpired(String cartId, long version, List<LineChange> lines) implements CartEvent {}
}
