package katas.shopping.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import katas.shopping.OnRole;
import katas.shopping.Role;
import katas.shopping.cart.Cart;
import katas.shopping.cart.CartOutcome;
import katas.shopping.cart.Carts;
import katas.shopping.cart.CheckoutOutcome;
import katas.shopping.cart.Checkouts;
import katas.shopping.cart.Line;
import katas.shopping.cart.Merges;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@OnRole(Role.CART)
@RestController
@Tag(name = "carts")
@RequestMapping(path = CartController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class CartController {
    static final String PATH = "/v1/carts";
    private static final String ITEM = "/{id}/items/{sku}";

    private final Carts carts;
    private final Merges merges;
    private final Checkouts checkouts;

    CartController(Carts carts, Merges merges, Checkouts checkouts) {
        this.carts = carts;
        this.merges = merges;
        this.checkouts = checkouts;
    }

    @PostMapping
    @Operation(summary = "Creates a cart: a customer's with an API key, a guest's without")
    @ApiResponse(responseCode = "201", description = "the cart, at its location: its id opens a guest's cart")
    ResponseEntity<CartView> create(@Nullable Authentication caller) {
        var cart = carts.create(Customers.name(caller));
        return ResponseEntity.created(URI.create(PATH + "/" + cart.id()))
                .eTag(ETags.of(cart.version()))
                .body(CartView.of(cart));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a cart")
    ResponseEntity<CartView> show(@PathVariable String id, @Nullable Authentication caller) {
        return shown(carts.find(Checks.cart(id), Customers.name(caller)).orElseThrow(CartProblems::absent));
    }

    @PutMapping(path = ITEM, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Puts so many of something into a cart, however many there were, for what it costs now")
    ResponseEntity<CartView> put(
            @PathVariable String id,
            @PathVariable String sku,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Item item,
            @Nullable Authentication caller) {
        int quantity = Checks.inRange("quantity", item.quantity(), 1, Line.MOST);
        return changed(
                carts.put(Checks.cart(id), Customers.name(caller), ETags.version(ifMatch), Checks.sku(sku), quantity));
    }

    @DeleteMapping(ITEM)
    @Operation(summary = "Removes something from a cart, if it is in there")
    ResponseEntity<CartView> remove(
            @PathVariable String id,
            @PathVariable String sku,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Nullable Authentication caller) {
        return changed(carts.remove(Checks.cart(id), Customers.name(caller), ETags.version(ifMatch), Checks.sku(sku)));
    }

    @PostMapping(path = "/{id}/merge", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Takes a guest's cart into a customer's; the guest's can only be read afterwards")
    ResponseEntity<CartView> merge(@PathVariable String id, @RequestBody Merge merge, @Nullable Authentication caller) {
        var from = Checks.present("from", merge.from());
        return changed(merges.merge(Checks.cart(id), Customers.name(caller), Checks.cart(from)));
    }

    @PostMapping(path = "/{id}/checkout", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Orders what is in a cart, once for an Idempotency-Key; the order is decided afterwards",
            description = "With If-Match, the cart is ordered as it was shown under this ETag or not at all.")
    @Parameter(
            in = ParameterIn.HEADER,
            name = Checks.IDEMPOTENCY_KEY,
            required = true,
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "202",
            description =
                    "the order, at its location, and its state when it was accepted; a repetition is told the same")
    ResponseEntity<Accepted> checkout(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @RequestBody Checkout checkout,
            @Nullable Authentication caller) {
        var key = Checks.idempotencyKey(headers);
        var token = Checks.paymentToken(checkout.paymentToken());
        var version = ETags.versionIfAny(ifMatch);
        return switch (checkouts.checkout(Checks.cart(id), Customers.name(caller), version, key, token)) {
            case CheckoutOutcome.Accepted(var orderId) ->
                ResponseEntity.accepted()
                        .location(URI.create(OrderController.PATH + "/" + orderId))
                        .body(new Accepted(orderId, "pending"));
            case CheckoutOutcome refused -> throw CartProblems.thrown(refused);
        };
    }

    private static ResponseEntity<CartView> changed(CartOutcome outcome) {
        return switch (outcome) {
            case CartOutcome.Changed(var cart) -> shown(cart);
            case CartOutcome refused -> throw CartProblems.thrown(refused);
        };
    }

    private static ResponseEntity<CartView> shown(Cart cart) {
        return ResponseEntity.ok().eTag(ETags.of(cart.version())).body(CartView.of(cart));
    }

    /** @param quantity 1 to {@value Line#MOST} */
    record Item(@Nullable Integer quantity) {}

    /** @param from id of the guest's cart */
    record Merge(@Nullable String from) {}

    /** @param paymentToken what the payment provider knows the customer's means of payment by */
    record Checkout(@Nullable String paymentToken) {}

    /** @param state when the order was accepted, whatever has become of it until the answer is asked for again */
    record Accepted(String orderId, String state) {}
}
