package katas.urlshortener.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import katas.urlshortener.ClickRollups;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;

/** A member of a group of consumers that counts on the test's own thread, and can die as a process does. */
final class Member implements AutoCloseable {
    final CountingTally tally = new CountingTally();
    private final Consumer<String, byte[]> consumer;
    private final ClickCounting counting;
    private boolean dead;

    Member(Consumer<String, byte[]> consumer, String topic, ClickFormat format, ClickRollups rollups) {
        this.consumer = consumer;
        this.counting = new ClickCounting(consumer, format, rollups, tally);
        consumer.subscribe(List.of(topic), counting);
    }

    void step() {
        counting.step();
    }

    /** Counts until something is so. */
    void stepUntil(BooleanSupplier enough) {
        long deadline = System.nanoTime() + Pipeline.PATIENCE.toNanos();
        while (!enough.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            counting.step();
        }
    }

    /** Dies like a process that is killed: the group learns of it only by its silence. */
    void die() {
        end(CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP)
                .withTimeout(Duration.ZERO));
    }

    @Override
    public void close() {
        end(CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private void end(CloseOptions how) {
        if (!dead) {
            dead = true;
            consumer.close(how);
        }
    }
}
