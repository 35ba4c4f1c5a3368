package katas.shopping.effect;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import katas.shopping.Shards;
import katas.shopping.effect.DeadLetters.DeadLetter;
import katas.shopping.effect.Effects.Applied;

/** Has what waits in the dead letters handled again, after whatever was wrong has been mended, or dropped. */
public final class Redrives {
    private static final int MOST = 10_000;
    private static final String AFTER_DROP = "the one before it was dropped";

    private final DeadLetters letters;
    private final Effects effects;
    private final Map<String, Reception> played = new ConcurrentHashMap<>();

    public Redrives(DeadLetters letters, Effects effects) {
        this.letters = letters;
        this.effects = effects;
    }

    /** What came of a redrive. */
    public sealed interface Redrive {
        /** Nothing waits under this id. */
        record Absent() implements Redrive {}

        /** Only a process that plays this consumer can. */
        record PlayedElsewhere(String consumer) implements Redrive {}

        /**
         * All that waited has had its effect.
         *
         * @param handled how many
         */
        record Through(long handled) implements Redrive {}

        /**
         * So many have had their effect that the others are for the next redrive.
         *
         * @param handled how many
         * @param waiting how many wait still
         */
        record Halfway(long handled, long waiting) implements Redrive {}

        /**
         * The first that waits cannot be handled yet.
         *
         * @param handled how many before it
         */
        record Stuck(long handled, DeadLetter letter) implements Redrive {}
    }

    /** What came of dropping. */
    public sealed interface Drop {
        /** Nothing waits under this id. */
        record Absent() implements Drop {}

        /** Another one is first. */
        record OtherHead(DeadLetter letter) implements Drop {}

        /** It is gone, and has had no effect. */
        record Dropped(RawRecord head) implements Drop {}
    }

    /** Adds a consumer that this process plays. */
    public void play(Reception reception) {
        played.put(reception.consumer(), reception);
    }

    /** Removes a consumer that this process does not play any more. */
    public void leave(String consumer) {
        played.remove(consumer);
    }

    /** Handles a sequence from its first message on, until none waits, one cannot be handled, or 10,000 have been. */
    public Redrive redrive(String id) {
        var first = letters.find(id);
        if (first.isEmpty()) {
            return new Redrive.Absent();
        }
        var reception = played.get(first.get().consumer());
        return reception == null
                ? new Redrive.PlayedElsewhere(first.get().consumer())
                : redrive(first.get(), reception);
    }

    private Redrive redrive(DeadLetter first, Reception reception) {
        var next = Optional.of(first);
        for (long handled = 0; handled < MOST; handled++) {
            var letter = next.get();
            boolean taken = reception.retake(letter);
            next = letters.find(letter.id());
            if (!taken
                    || next.filter(now -> now.begins(letter.head().position())).isPresent()) {
                return new Redrive.Stuck(handled, next.orElse(letter));
            }
            if (next.isEmpty()) {
                return new Redrive.Through(handled + 1);
            }
        }
        return new Redrive.Halfway(MOST, next.get().waiting());
    }

    /**
     * Drops the first of a sequence, which can then never have its effect; those behind it wait for the next redrive.
     *
     * @param position of the one that is meant
     */
    public Drop drop(String id, String position) {
        var found = letters.find(id);
        if (found.isEmpty()) {
            return new Drop.Absent();
        }
        var letter = found.get();
        // an effect that changes nothing takes it off, if it is the first in that moment
        var sequence = new Effect.Sequence(letter.consumer(), letter.key(), position);
        var nothing = Effect.in(letter.consumer(), Shards.of(letter.key())).inSequence(sequence);
        boolean dropped = letter.begins(position) && effects.apply(nothing) == Applied.DONE;
        var left = letters.find(id);
        if (!dropped) {
            return left.<Drop>map(Drop.OtherHead::new).orElseGet(Drop.Absent::new);
        }
        left.ifPresent(behind -> letters.keep(behind, AFTER_DROP));
        return new Drop.Dropped(letter.head());
    }
}
