package katas.shopping.effect;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import katas.shopping.effect.DeadLetters.DeadLetter;

/** Has what waits in the dead letters handled again, after whatever was wrong has been mended. */
public final class Redrives {
    private final DeadLetters letters;
    private final Map<String, Reception> played = new ConcurrentHashMap<>();

    public Redrives(DeadLetters letters) {
        this.letters = letters;
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
         * The first that waits cannot be handled yet.
         *
         * @param handled how many before it
         */
        record Stuck(long handled, DeadLetter letter) implements Redrive {}
    }

    /** Adds a consumer that this process plays. */
    public void play(Reception reception) {
        played.put(reception.consumer(), reception);
    }

    /** Removes a consumer that this process does not play any more. */
    public void leave(String consumer) {
        played.remove(consumer);
    }

    /** Handles a sequence from its first message on, until none waits or one cannot be handled. */
    public Redrive redrive(String id) {
        var first = letters.find(id);
        if (first.isEmpty()) {
            return new Redrive.Absent();
        }
        var reception = played.get(first.get().consumer());
        return reception == null ? new Redrive.PlayedElsewhere(first.get().consumer()) : redrive(id, reception);
    }

    private Redrive redrive(String id, Reception reception) {
        long handled = 0;
        for (var next = letters.find(id); next.isPresent(); next = letters.find(id)) {
            if (!reception.retake(next.get())) {
                return new Redrive.Stuck(handled, letters.find(id).orElse(next.get()));
            }
            handled++;
        }
        return new Redrive.Through(handled);
    }
}
