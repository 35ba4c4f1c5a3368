package katas.ratelimiter.fast;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import katas.ratelimiter.BatchRateLimiter;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Policy;
import katas.ratelimiter.StoreUnavailable;

/** A store whose answers wait behind a gate; notes every trip to it. */
final class GatedStore implements BatchRateLimiter {
    private final BatchRateLimiter store;
    private final List<List<Integer>> trips = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Boolean> gate = new CompletableFuture<>();

    GatedStore(BatchRateLimiter store) {
        this.store = store;
    }

    void open() {
        var closed = gate;
        gate = CompletableFuture.completedFuture(true);
        closed.complete(true);
    }

    /** Lets whoever waits fail. */
    void fail(StoreUnavailable why) {
        gate.completeExceptionally(why);
    }

    List<List<Integer>> trips() {
        return trips;
    }

    @Override
    public List<Decision> tryAcquire(Policy policy, String key, List<Integer> permits) {
        trips.add(permits);
        try {
            gate.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreUnavailable why ? why : e;
        }
        return store.tryAcquire(policy, key, permits);
    }
}
