package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Somebody who wants a few things once: goes on at the next shop where the last one died, and asks again what is known. */
final class Buyer {
    private static final Duration AN_INSTANT = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Integer> wanted;
    private final String token;
    private final String intent = UUID.randomUUID().toString();
    private @Nullable String cart;
    private boolean packed;
    private final AtomicReference<@Nullable String> order = new AtomicReference<>();

    /**
     * Comes with an empty cart.
     *
     * @param wanted quantities by SKU
     */
    Buyer(Map<String, Integer> wanted, String token) {
        this.wanted = Map.copyOf(wanted);
        this.token = token;
    }

    /** Asks for an order, from the cart on if need be; whoever was told of one is told of the same. */
    Answer buy(Shop shop) {
        pack(shop);
        var told = patiently(() -> shop.checkout(shop.guest, cart(), intent, token));
        assertThat(told.status()).as(told.body()).isEqualTo(202);
        assertThat(order.updateAndGet(known -> known == null ? told.header("Location") : known))
                .isEqualTo(told.header("Location"));
        return told;
    }

    /** Asks for an order, and may be left without an answer by a shop that dies. */
    void tryToBuy(Shop shop) {
        try {
            buy(shop);
        } catch (UncheckedIOException e) {
            // to be asked again at the next
        }
    }

    /** Asks for an order as {@link #buy} does, and hangs up before there is an answer. */
    void hangUp(Shop shop) {
        try {
            shop.checkout(shop.guest.waiting(AN_INSTANT), cart(), intent, token);
        } catch (UncheckedIOException e) {
            // as wanted
        }
    }

    /** Puts everything into a cart, and returns its path. */
    String pack(Shop shop) {
        if (cart == null) {
            var created = patiently(() -> shop.guest.post("/v1/carts", ""));
            assertThat(created.status()).as(created.body()).isEqualTo(201);
            cart = created.header("Location");
        }
        if (!packed) {
            wanted.forEach((sku, quantity) -> assertThat(patiently(() -> shop.put(shop.guest, cart(), sku, quantity))
                            .status())
                    .isEqualTo(200));
            packed = true;
        }
        return cart();
    }

    /** Asks again as long as the shop says that it cannot answer now. */
    private static Answer patiently(Callable<Answer> question) {
        return await().pollDelay(Duration.ZERO).atMost(PATIENCE).until(question, answer -> answer.status() != 503);
    }

    Map<String, Integer> wanted() {
        return wanted;
    }

    private String cart() {
        return Objects.requireNonNull(cart, "no cart");
    }

    boolean hasOrdered() {
        return order.get() != null;
    }

    String order() {
        return Objects.requireNonNull(order.get(), "no order");
    }
}
