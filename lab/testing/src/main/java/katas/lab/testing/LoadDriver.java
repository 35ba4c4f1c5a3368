package katas.lab.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes many calls at once, and then no more.
 *
 * <p>Virtual threads wait behind one gate, are let go together, and share out the calls.
 */
public final class LoadDriver {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private LoadDriver() {}

    /** A call that knows which of all it is. */
    @FunctionalInterface
    public interface Call<T> {
        /**
         * Makes one call.
         *
         * @param index from 0 to the number of calls, less one
         */
        T make(int index) throws Exception;
    }

    /**
     * What the calls came to.
     *
     * @param results what those returned that returned, in no particular order
     * @param failures what those threw that threw, failed assertions too
     */
    public record Outcomes<T>(List<T> results, List<Throwable> failures) {
        /** How many calls returned this. */
        public long count(T result) {
            return results.stream().filter(result::equals).count();
        }
    }

    /**
     * Makes the calls and returns when the last has ended.
     *
     * @param calls how many in all
     * @param threads how many at once
     * @throws IllegalStateException if they take longer than three minutes
     */
    public static <T> Outcomes<T> run(int calls, int threads, Call<T> call) {
        var next = new AtomicInteger();
        var gate = new CountDownLatch(1);
        var results = new ConcurrentLinkedQueue<T>();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        for (int i = 0; i < threads; i++) {
            var _ = executor.submit(() -> {
                gate.await();
                for (int index = next.getAndIncrement(); index < calls; index = next.getAndIncrement()) {
                    try {
                        results.add(call.make(index));
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                }
                return calls;
            });
        }
        gate.countDown();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "%d calls by %d threads took longer than %s".formatted(calls, threads, LIMIT));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %d calls were made".formatted(calls), e);
        } finally {
            executor.shutdownNow();
        }
        return new Outcomes<>(new ArrayList<>(results), new ArrayList<>(failures));
    }

    /** Makes the calls like {@link #run(int, int, Call)}, each on a thread of its own. */
    public static <T> Outcomes<T> run(int calls, Call<T> call) {
        return run(calls, calls, call);
    }
}
