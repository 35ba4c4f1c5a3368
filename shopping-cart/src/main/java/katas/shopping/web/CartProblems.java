package katas.shopping.web;

import java.util.List;
import katas.shopping.cart.Cart;
import katas.shopping.cart.CartOutcome;
import katas.shopping.cart.CheckoutOutcome;
import katas.shopping.cart.CheckoutOutcome.PriceChange;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Tells whoever is refused what is in the way, so that a program can act on it. */
final class CartProblems {
    private CartProblems() {}

    static ErrorResponseException absent() {
        return Problems.thrown(HttpStatus.NOT_FOUND, "there is no cart with this id");
    }

    static ErrorResponseException thrown(CartOutcome refused) {
        return switch (refused) {
            case CartOutcome.Changed _ -> throw new IllegalArgumentException("not refused: " + refused);
            case CartOutcome.NotFound _ -> absent();
            case CartOutcome.Frozen(var cart) -> frozen(cart);
            case CartOutcome.Stale(var current) -> stale(current);
            case CartOutcome.UnknownSku _ -> Problems.thrown(unknownSku());
            case CartOutcome.TooManyLines _ -> conflict("too-many-lines", "the cart would have too many lines");
            case CartOutcome.TooExpensive _ -> conflict("too-expensive", "the cart would cost more than can be paid");
            case CartOutcome.OtherCurrency(var _, var currency) ->
                conflict("other-currency", "this is sold in %s, and what is in the cart is not".formatted(currency));
            case CartOutcome.NotMergeable _ ->
                conflict("not-mergeable", "only a guest's cart can be merged, and only into a customer's");
        };
    }

    static ErrorResponseException thrown(CheckoutOutcome refused) {
        return switch (refused) {
            case CheckoutOutcome.Accepted _ -> throw new IllegalArgumentException("not refused: " + refused);
            case CartOutcome.NotFound _ -> absent();
            case CartOutcome.Frozen(var cart) -> frozen(cart);
            case CartOutcome.Stale(var current) -> stale(current);
            case CheckoutOutcome.Empty _ -> conflict("cart-empty", "there is nothing in the cart");
            case CheckoutOutcome.PricesChanged(var changes) -> pricesChanged(changes);
            case CheckoutOutcome.KeyReused _ ->
                Problems.thrown(HttpStatus.UNPROCESSABLE_CONTENT, "the Idempotency-Key was used for another checkout");
        };
    }

    private static ErrorResponseException frozen(Cart cart) {
        return conflict("cart-frozen", "the cart is " + Names.of(cart.status()) + ", and can only be read");
    }

    private static ErrorResponseException stale(Cart current) {
        var stale = Problems.thrown(HttpStatus.PRECONDITION_FAILED, "the cart has changed since it was read");
        stale.getHeaders().setETag(ETags.of(current.version()));
        return stale;
    }

    private static ProblemDetail unknownSku() {
        var problem = Problems.named("unknown-sku", HttpStatus.BAD_REQUEST, "nobody sells this");
        problem.setProperty("errors", List.of(new Problems.FieldError("sku", "is not sold")));
        return problem;
    }

    private static ErrorResponseException pricesChanged(List<PriceChange> changes) {
        var problem = Problems.named(
                "prices-changed",
                HttpStatus.CONFLICT,
                "prices are not as they were shown: to put a line again is to agree to its current price");
        problem.setProperty("changes", changes);
        return Problems.thrown(problem);
    }

    private static ErrorResponseException conflict(String name, String detail) {
        return Problems.thrown(Problems.named(name, HttpStatus.CONFLICT, detail));
    }
}
