package katas.ratelimiter.fast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import katas.ratelimiter.BatchRateLimiter;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Policy;
import katas.ratelimiter.RateLimiter;
import katas.ratelimiter.StoreUnavailable;

/**
 * Lets the calls for one key that arrive while another is under way share the next trip to the store.
 *
 * <p>Exact: the store decides each of them, in the order in which they arrived. A lone call goes out at once. Holds a
 * key only while a call for it is under way.
 */
public final class CoalescingRateLimiter implements RateLimiter {
    private static final int MAX_BATCH = 512;

    private final BatchRateLimiter store;
    private final Duration deadline;
    private final Map<Subject, List<Call>> waiting = new ConcurrentHashMap<>();

    /** @param deadline longest wait of a call for its decision; more than zero */
    public CoalescingRateLimiter(BatchRateLimiter store, Duration deadline) {
        this.store = store;
        this.deadline = deadline;
    }

    @Override
    public Decision tryAcquire(Policy policy, String key, int permits) {
        var subject = new Subject(policy, key);
        var call = new Call(permits, new CompletableFuture<>());
        if (join(subject, call)) {
            return await(call);
        }
        try {
            var decision = store.tryAcquire(policy, key, permits);
            serveNext(subject);
            return decision;
        } catch (RuntimeException | Error e) {
            fail(subject, e);
            throw e;
        }
    }

    /** Returns false to the call that found none under way: it has to lead. */
    private boolean join(Subject subject, Call call) {
        var joined = new boolean[1];
        waiting.compute(subject, (_, calls) -> {
            if (calls == null) {
                return new ArrayList<>();
            }
            joined[0] = true;
            calls.add(call);
            return calls;
        });
        return joined[0];
    }

    private void serveNext(Subject subject) {
        var batch = takeBatch(subject);
        if (!batch.isEmpty()) {
            Thread.startVirtualThread(() -> serve(subject, batch));
        }
    }

    private void serve(Subject subject, List<Call> batch) {
        try {
            var decisions = store.tryAcquire(
                    subject.policy,
                    subject.key,
                    batch.stream().map(Call::permits).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).outcome.complete(decisions.get(i));
            }
            serveNext(subject);
        } catch (RuntimeException | Error e) {
            batch.forEach(call -> call.outcome.completeExceptionally(e));
            fail(subject, e);
        }
    }

    /** Lets those who waited behind a failed trip fail with it, rather than wait as long again. */
    private void fail(Subject subject, Throwable why) {
        var calls = waiting.remove(subject);
        if (calls != null) {
            calls.forEach(call -> call.outcome.completeExceptionally(why));
        }
    }

    private List<Call> takeBatch(Subject subject) {
        var batch = new ArrayList<Call>();
        waiting.computeIfPresent(subject, (_, calls) -> {
            if (calls.isEmpty()) {
                return null;
            }
            var next = calls.subList(0, Math.min(MAX_BATCH, calls.size()));
            batch.addAll(next);
            next.clear();
            return calls;
        });
        return batch;
    }

    private Decision await(Call call) {
        try {
            return call.outcome.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new StoreUnavailable("no decision within " + deadline, e);
        } catch (ExecutionException e) {
            throw new StoreUnavailable("the trip that was shared failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted", e);
        }
    }

    /** Returns how many calls wait for their trip. */
    int waitingFor(Policy policy, String key) {
        var waitingNow = new int[1];
        waiting.computeIfPresent(new Subject(policy, key), (_, calls) -> {
            waitingNow[0] = calls.size();
            return calls;
        });
        return waitingNow[0];
    }

    int keysUnderWay() {
        return waiting.size();
    }

    private record Subject(Policy policy, String key) {}

    private record Call(int permits, CompletableFuture<Decision> outcome) {}
}
