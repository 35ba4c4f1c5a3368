package katas.shopping.view;

import java.util.List;
import katas.shopping.messages.CartEvent;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import katas.shopping.messages.CartEvent.CartCreated;
import katas.shopping.messages.CartEvent.CartExpired;
import katas.shopping.messages.CartEvent.CartMergeRefused;
import katas.shopping.messages.CartEvent.CartMergedInto;
import katas.shopping.messages.CartEvent.CartReopened;
import katas.shopping.messages.CartEvent.LinesChanged;
import katas.shopping.messages.LineChange;
import org.jspecify.annotations.Nullable;

/** What an event does to the row of its cart: where the cart stands afterwards, and which lines are different. */
record CartStep(
        long version,
        @Nullable String owner,
        @Nullable String mergedInto,
        @Nullable String orderId,
        List<LineChange> lines) {

    static CartStep of(CartEvent event) {
        long version = event.version();
        return switch (event) {
            case CartCreated created -> new CartStep(version, created.owner(), null, null, List.of());
            case LinesChanged changed -> new CartStep(version, null, null, null, changed.lines());
            case CartMergedInto merged -> new CartStep(version, null, merged.into(), null, List.of());
            case CartCheckedOut checkedOut -> new CartStep(version, null, null, checkedOut.orderId(), List.of());
            case CartMergeRefused _ -> new CartStep(version, null, null, null, List.of());
            case CartExpired expired -> new CartStep(version, null, null, null, expired.lines());
            case CartReopened _ -> new CartStep(version, null, null, null, List.of());
        };
    }
}
