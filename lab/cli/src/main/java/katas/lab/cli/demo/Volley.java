package katas.lab.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Calls that wait behind one gate and are let go together; bounded in number and time. */
final class Volley {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Volley() {}

    /**
     * Makes the calls, all at once, and returns when the last has ended.
     *
     * @param call gets the number of its call, from 0
     * @return what the calls returned, by their numbers
     */
    static <T> List<T> fire(int calls, IntFunction<T> call) {
        return fire(calls, calls, call);
    }

    /**
     * Makes the calls and returns when the last has ended.
     *
     * @param callers how many call at once; each goes on with the next call until none is left
     * @param call gets the number of its call, from 0
     * @return what the calls returned, by their numbers
     */
    static <T> List<T> fire(int calls, int callers, IntFunction<T> call) {
        var outcomes = Stream.generate(CompletableFuture<T>::new).limit(calls).toList();
        var next = new AtomicInteger();
        var ready = new CountDownLatch(callers);
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (int i = 0; i < callers; i++) {
                executor.execute(() -> {
                    ready.countDown();
                    awaitAll(ready);
                    for (int number = next.getAndIncrement(); number < calls; number = next.getAndIncrement()) {
                        complete(outcomes.get(number), call, number);
                    }
                });
            }
            CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                    .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .join();
            return outcomes.stream().map(CompletableFuture::join).toList();
        } finally {
            executor.shutdownNow();
        }
    }

    private static <T> void complete(CompletableFuture<T> outcome, IntFunction<T> call, int number) {
        try {
            outcome.complete(call.apply(number));
        } catch (RuntimeException e) {
            outcome.completeExceptionally(e);
        }
    }

    private static void awaitAll(CountDownLatch ready) {
        try {
            ready.await();
        } catch (InterruptedException _) {
            // the volley was given up
            Thread.currentThread().interrupt();
        }
    }
}
