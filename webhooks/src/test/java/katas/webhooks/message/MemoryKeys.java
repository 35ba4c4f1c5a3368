package katas.webhooks.message;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import katas.webhooks.StoreUnavailable;

/** Idempotency keys of one tenant, in memory. */
final class MemoryKeys implements IdempotencyKeys {
    private record Claimed(String fingerprint, Message message, boolean logged) {}

    private final Map<String, Claimed> claimed = new ConcurrentHashMap<>();
    volatile boolean away;

    @Override
    public Claim claim(String tenant, String key, String fingerprint, Message candidate) {
        failIfAway();
        var mine = new Claimed(fingerprint, candidate, false);
        var before = claimed.putIfAbsent(key, mine);
        if (before == null) {
            return new Claim.New();
        }
        var first = before.message;
        return before.fingerprint.equals(fingerprint)
                ? new Claim.Repeated(first.id(), first.acceptedAt(), first.traceparent(), before.logged)
                : new Claim.Taken();
    }

    @Override
    public void settle(String tenant, String key) {
        failIfAway();
        claimed.computeIfPresent(key, (_, was) -> new Claimed(was.fingerprint, was.message, true));
    }

    private void failIfAway() {
        if (away) {
            throw new StoreUnavailable("away", null);
        }
    }
}
