import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts live permits from outside and trusts nobody.
 *
 * <p>Never counts too many: a permit counts from when its caller has it, and no longer from when the caller starts to give
 * it back. So more than the limit is a proof.
 */
final class Witness {

    private final Wire wire;
    private final int limit;
    private final AtomicInteger live = new AtomicInteger();
    private int most;
    private int lastCaller;
    private List<String> proof = List.of();

    Witness(Wire wire, int limit) {
        this.wire = wire;
        this.limit = limit;
    }

    Optional<ConcurrencyLimiter.Permit> acquire(String replica, ConcurrencyLimiter limiter) {
        var permit = limiter.tryAcquire();
        permit.ifPresent(_ -> granted(replica));
        return permit;
    }

    void release(String replica, ConcurrencyLimiter limiter, ConcurrencyLimiter.Permit permit) {
        live.decrementAndGet();
        limiter.release(permit);
    }

    private synchronized void granted(String replica) {
        int now = live.incrementAndGet();
        int caller = wire.note(replica, "has a permit: " + now + " live" + (now > limit ? "   ← one too many" : ""));
        if (now > limit && proof.isEmpty()) {
            proof = wire.lastMoments(lastCaller, caller);
        }
        most = Math.max(most, now);
        lastCaller = caller;
    }

    int live() {
        return live.get();
    }

    synchronized int most() {
        return most;
    }

    /** Returns how the limit was first exceeded, as its last two callers went; empty if it never was. */
    synchronized List<String> proof() {
        return proof;
    }
}
