package katas.lab.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes many calls at once, and then no more.
 *
 * <p>Virtual threads wait behind one gate, are let go together, and share out the calls.
 */
public final class LoadDriver {
    private static final Duration LIMIT = Duration.ofSeconds(60);

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
     * @param failures what those threw that threw
     */
    public record Outcomes<T>(List<T> results, List<Exception> failures) {
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
     * @throws IllegalStateException if they take longer than a minute
     */
    public static <T> Outcomes<T> run(int calls, int threads, Call<T> call) {
        var next = new AtomicInteger();
        var gate = new CountDownLatch(1);
        var outcomes = new Outcomes<T>(new ArrayList<>(), new ArrayList<>());
        Callable<Outcomes<T>> worker = () -> {
            var own = new Outcomes<T>(new ArrayList<>(), new ArrayList<>());
            gate.await();
            for (int i = next.getAndIncrement(); i < calls; i = next.getAndIncrement()) {
                try {
                    own.results.add(call.make(i));
                } catch (Exception e) {
                    own.failures.add(e);
                }
            }
            return own;
        };
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var workers = new ArrayList<Future<Outcomes<T>>>();
            for (int i = 0; i < threads; i++) {
                workers.add(executor.submit(worker));
            }
            gate.countDown();
            long deadline = System.nanoTime() + LIMIT.toNanos();
            for (var ended : workers) {
                var own = ended.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                outcomes.results.addAll(own.results);
                outcomes.failures.addAll(own.failures);
            }
            return outcomes;
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "%d calls by %d threads took longer than %s".formatted(calls, threads, LIMIT), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            executor.shutdownNow();
        }
    }

    /** Makes the calls like {@link #run(int, int, Call)}, each on a thread of its own. */
    public static <T> Outcomes<T> run(int calls, Call<T> call) {
        return run(calls, calls, call);
    }
}
