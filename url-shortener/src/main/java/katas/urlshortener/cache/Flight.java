package katas.urlshortener.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import katas.urlshortener.StoreUnavailable;

/** A read that is under way; only its first outcome counts. */
final class Flight<V> {
    private final CompletableFuture<V> outcome = new CompletableFuture<>();

    void land(V value) {
        outcome.complete(value);
    }

    void fail(StoreUnavailable reason) {
        outcome.completeExceptionally(reason);
    }

    /** @throws StoreUnavailable if the read failed */
    V await() {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            throw new StoreUnavailable("a read by somebody else failed", e.getCause());
        }
    }
}
