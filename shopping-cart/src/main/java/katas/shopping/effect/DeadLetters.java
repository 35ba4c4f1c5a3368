package katas.shopping.effect;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What could not be handled, put aside: of each sequence the message that is sick, and all that came after it, in order.
 * The others go on, until a sequence is full: then its partition stands still.
 */
public interface DeadLetters {

    /**
     * Puts a record that is sick behind what waits of its sequence; one that waits already is not put there twice.
     *
     * @param reason why nobody could handle it
     * @throws katas.shopping.StoreUnavailable if it may be parked or not: to be parked again
     */
    Parking park(String consumer, String key, RawRecord record, String reason);

    /** Puts a record behind what waits of its sequence, unless nothing does any more. */
    Parking parkBehind(String consumer, String key, RawRecord record);

    /**
     * Returns sequences that wait, the longest waiting first.
     *
     * @param after the last one of the page before
     * @param most how many at most, at least 1
     */
    Page list(Mark after, int most);

    /** Returns the sequence of this id, if it waits. */
    Optional<DeadLetter> find(String id);

    /** Returns how many sequences wait. */
    long count();

    /** Says why the first of a sequence still cannot be handled. */
    void keep(DeadLetter letter, String reason);

    /**
     * Drops some sequences that wait for a consumer which nobody plays any more: their messages never have that effect.
     *
     * @return whether none waited
     */
    boolean forget(String consumer);

    /** What became of a record that was to be parked. */
    enum Parking {
        /** It waits. */
        PARKED,
        /** Nothing waits that it could wait behind. */
        NOTHING_WAITS,
        /** So many wait that nobody would ever get through: the log has to keep it. */
        FULL
    }

    /**
     * Some sequences that wait.
     *
     * @param next where the next page begins; null after the last
     */
    record Page(List<DeadLetter> letters, @Nullable Mark next) {}

    /** A place in the order of sequences that wait. */
    record Mark(Instant since, String id) implements Comparable<Mark> {
        /** Before all. */
        public static final Mark START = new Mark(Instant.EPOCH, "");

        @Override
        public int compareTo(Mark other) {
            return Comparator.comparing(Mark::since).thenComparing(Mark::id).compare(this, other);
        }
    }

    /**
     * A sequence that waits.
     *
     * @param id of the sequence
     * @param head the record that waits first
     * @param reason why it waits
     * @param since when the first record came to wait, of all that have waited without a gap
     * @param waiting how many records wait, from 1
     */
    record DeadLetter(
            String id, String consumer, String key, RawRecord head, String reason, Instant since, long waiting) {
        public Mark mark() {
            return new Mark(since, id);
        }

        boolean begins(String position) {
            return head.position().equals(position);
        }
    }
}
