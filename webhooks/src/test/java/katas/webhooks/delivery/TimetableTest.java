package katas.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import katas.webhooks.Shards;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimetableTest {
    private static final List<Integer> ALL =
            IntStream.range(0, Shards.COUNT).boxed().toList();

    /** About to run over. */
    private long nanos = Long.MAX_VALUE - 5;

    private final Timetable timetable = new Timetable(() -> nanos);

    private void pass(long millis) {
        nanos += Duration.ofMillis(millis).toNanos();
    }

    @Test
    void a_shard_is_visited_a_tenth_of_a_second_after_the_last_time() throws InterruptedException {
        assertThat(timetable.await()).isEqualTo(ALL);
        timetable.ring(7);
        assertThat(timetable.await()).containsExactly(7);

        pass(100);

        assertThat(timetable.await()).isEqualTo(ALL);
    }

    @Test
    void a_shard_is_visited_when_something_is_due_there() throws InterruptedException {
        timetable.await();
        timetable.next(3, Duration.ofMillis(30));
        timetable.next(4, Duration.ofDays(1));

        pass(30);
        assertThat(timetable.await()).containsExactly(3);

        pass(70);
        assertThat(timetable.await()).hasSize(15).doesNotContain(3).contains(4);
    }

    @Test
    void a_ring_during_a_visit_is_not_forgotten() throws InterruptedException {
        timetable.await();
        timetable.ring(3);
        timetable.next(3, Duration.ofMillis(30));

        assertThat(timetable.await()).containsExactly(3);
    }

    @Test
    void a_shard_with_more_than_could_be_taken_is_visited_again_at_once() throws InterruptedException {
        timetable.await();
        timetable.next(3, Duration.ZERO);

        assertThat(timetable.await()).containsExactly(3);
    }
}
