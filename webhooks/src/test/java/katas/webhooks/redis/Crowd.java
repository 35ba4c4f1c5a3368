package katas.webhooks.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many who do something at once. */
final class Crowd {
    private Crowd() {}

    /** Returns what each of them got. */
    static <T> List<T> of(int size, IntFunction<T> deed) throws InterruptedException, ExecutionException {
        var ready = new CountDownLatch(size);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, size)
                    .mapToObj(number -> threads.submit((Callable<T>) () -> {
                        ready.countDown();
                        ready.await();
                        return deed.apply(number);
                    }))
                    .toList();
            var results = new ArrayList<T>();
            for (Future<T> one : all) {
                results.add(one.get());
            }
            return results;
        }
    }
}
