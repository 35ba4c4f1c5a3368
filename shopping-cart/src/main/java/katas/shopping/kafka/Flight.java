package katas.shopping.kafka;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import katas.shopping.redis.Said;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The messages of one shard that are on their way to Kafka, the oldest first. */
final class Flight {
    private final long sinceNanos;
    private final Deque<Sent> sent = new ArrayDeque<>();

    Flight(long sinceNanos) {
        this.sinceNanos = sinceNanos;
    }

    private record Sent(Said said, Future<RecordMetadata> acknowledgement) {
        boolean in(Future.State state) {
            return acknowledgement.state() == state;
        }
    }

    /** Returns whether more can be sent: behind one that failed they would overtake it. */
    boolean add(Said said, Future<RecordMetadata> acknowledgement) {
        var last = new Sent(said, acknowledgement);
        sent.add(last);
        return !last.in(Future.State.FAILED);
    }

    /** Removes those that have landed with all before them, and returns the last of them. */
    @Nullable
    Said land(Consumer<Said> seen) {
        Said last = null;
        while (!sent.isEmpty() && sent.getFirst().in(Future.State.SUCCESS)) {
            last = sent.removeFirst().said();
            seen.accept(last);
        }
        return last;
    }

    /** Tells whether nothing of it is in the air any more, whatever became of it. */
    boolean isOver() {
        return sent.getLast().acknowledgement().isDone();
    }

    boolean isEmpty() {
        return sent.isEmpty();
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** Returns why the first is not there. */
    String reason() {
        var first = sent.getFirst();
        return first.in(Future.State.FAILED)
                ? String.valueOf(first.acknowledgement().exceptionNow().getMessage())
                : "not acknowledged for long";
    }
}
