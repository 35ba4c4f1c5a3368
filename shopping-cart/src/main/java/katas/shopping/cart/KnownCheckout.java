package katas.shopping.cart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import katas.shopping.Shards;
import katas.shopping.effect.Place;

/**
 * What a checkout leaves behind, so that the same one again gets the same answer; neither key nor token is kept.
 *
 * @param request digest of what was asked
 */
record KnownCheckout(String request, String orderId) {
    static final Duration TTL = Duration.ofHours(24);

    static Place<KnownCheckout> place(String cartId, String idempotencyKey) {
        return new Place<>(Shards.of(cartId), "checkout:" + cartId + ":" + digest(idempotencyKey), KnownCheckout.class);
    }

    static KnownCheckout of(String paymentToken, String orderId) {
        return new KnownCheckout(digest(paymentToken), orderId);
    }

    CheckoutOutcome answer(String paymentToken) {
        return request.equals(digest(paymentToken))
                ? new CheckoutOutcome.Accepted(orderId)
                : new CheckoutOutcome.KeyReused();
    }

    private static String digest(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
