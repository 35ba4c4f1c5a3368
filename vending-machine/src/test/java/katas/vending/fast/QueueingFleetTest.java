package katas.vending.fast;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import katas.vending.Command;
import katas.vending.Receipt;
import katas.vending.Request;
import katas.vending.StoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueingFleetTest {
    private final GatedFleet gated = new GatedFleet();
    private final QueueingFleet fleet = new QueueingFleet(gated, Duration.ofMinutes(1));
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        gated.letGo(100);
        callers.close();
    }

    @Test
    void of_the_commands_for_one_machine_only_one_goes_to_the_store_at_a_time() {
        var calls = IntStream.range(0, 20).mapToObj(i -> call("m", "c" + i)).toList();

        gated.letGo(20);

        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
        assertThat(gated.executed()).isEqualTo(20);
        assertThat(gated.most()).isEqualTo(1);
    }

    @Test
    void another_machine_is_not_kept_waiting() {
        var first = call("m", "c");
        var other = call("n", "c");

        await().atMost(10, SECONDS).until(() -> gated.inside() == 2);

        gated.letGo(2);
        assertThat(CompletableFuture.allOf(first, other)).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void whoever_has_waited_long_enough_is_told_so_and_nothing_is_executed() {
        var hasty = new QueueingFleet(gated, Duration.ofMillis(20));
        var first = CompletableFuture.supplyAsync(() -> hasty.execute("m", request("first")), callers);
        await().atMost(10, SECONDS).until(() -> gated.inside() == 1);

        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> hasty.execute("m", request("second")));

        gated.letGo(1);
        assertThat(first).succeedsWithin(Duration.ofSeconds(10));
        assertThat(gated.executed()).isEqualTo(1);
    }

    @Test
    void a_command_that_fails_does_not_block_the_next() {
        gated.letGo(2);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> fleet.execute("m", request("fails")));

        assertThat(call("m", "next")).succeedsWithin(Duration.ofSeconds(10));
    }

    private CompletableFuture<Receipt> call(String machine, String id) {
        return CompletableFuture.supplyAsync(() -> fleet.execute(machine, request(id)), callers);
    }

    private static Request request(String id) {
        return new Request(id, id, new Command.Tick(), null, "");
    }
}
