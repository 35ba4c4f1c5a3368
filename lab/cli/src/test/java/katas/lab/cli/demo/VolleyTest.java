package katas.lab.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VolleyTest {
    @Test
    void makes_all_calls_at_once_and_keeps_their_order() {
        var allThere = new CountDownLatch(50);

        var results = Volley.fire(50, call -> {
            allThere.countDown();
            return await(allThere) ? call : -1;
        });

        assertThat(results).isEqualTo(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void fails_when_a_call_fails() {
        assertThatThrownBy(() -> Volley.fire(3, _ -> {
                    throw new IllegalArgumentException("refused");
                }))
                .hasStackTraceContaining("refused");
    }

    @Test
    void never_has_more_callers_than_it_was_given() {
        var calling = new AtomicInteger();
        var seventhIsAtWork = new CountDownLatch(100);

        var atOnce = Volley.fire(200, 7, call -> {
            int now = calling.incrementAndGet();
            seventhIsAtWork.countDown();
            boolean goesOn = call > 5 || await(seventhIsAtWork);
            calling.decrementAndGet();
            return goesOn ? now : -1;
        });

        assertThat(atOnce).hasSize(200).allMatch(now -> 0 < now && now <= 7);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
