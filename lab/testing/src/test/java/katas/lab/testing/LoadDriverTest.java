package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadDriverTest {
    @Test
    void makes_every_call_once() {
        var made = ConcurrentHashMap.<Integer>newKeySet();

        var outcomes = LoadDriver.run(1_000, 20, made::add);

        assertThat(made).hasSize(1_000).contains(0, 999);
        assertThat(outcomes.count(true)).isEqualTo(1_000);
    }

    @Test
    void lets_all_threads_go_together() {
        var barrier = new CyclicBarrier(50);

        var outcomes = LoadDriver.run(50, _ -> barrier.await(10, TimeUnit.SECONDS));

        assertThat(outcomes.results()).hasSize(50);
    }

    @Test
    void counts_what_is_thrown_beside_what_is_returned() {
        var outcomes = LoadDriver.run(10, 2, i -> {
            if (i < 3) {
                throw new IllegalArgumentException("call " + i);
            }
            return "fine";
        });

        assertThat(outcomes.count("fine")).isEqualTo(7);
        assertThat(outcomes.failures()).hasSize(3).allMatch(IllegalArgumentException.class::isInstance);
    }
}
