package katas.shopping.effect;

import katas.shopping.StoreUnavailable;
import katas.shopping.effect.DeadLetters.DeadLetter;
import katas.shopping.effect.DeadLetters.Parking;
import katas.shopping.effect.Effects.Applied;

/** Takes what one consumer is sent: each record has its effect, or waits in the dead letters. */
public final class Reception {
    private final Delivery delivery;
    private final DeadLetters letters;
    private final Decoder decoder;

    public Reception(Delivery delivery, DeadLetters letters, Decoder decoder) {
        this.delivery = delivery;
        this.letters = letters;
        this.decoder = decoder;
    }

    /** What became of a record. */
    public enum Taken {
        /** It had its effect, now or before. */
        HANDLED,
        /** It waits in the dead letters. */
        PARKED,
        /** Neither: it is to be taken again. */
        LATER
    }

    public String consumer() {
        return delivery.consumer();
    }

    /**
     * Takes a record that comes from the log.
     *
     * @throws StoreUnavailable if it is to be taken again
     */
    public Taken take(RawRecord record) {
        var key = record.sequenceKey();
        try {
            return switch (delivery.deliver(decoder.read(record), key)) {
                case DONE, REPEATED -> Taken.HANDLED;
                case STALE -> Taken.LATER;
                case PARKED -> taken(letters.parkBehind(consumer(), key, record));
            };
        } catch (Poison e) {
            return taken(letters.park(consumer(), key, record, reason(e)));
        }
    }

    /**
     * Takes the first of a sequence that waits once more.
     *
     * @return whether there is any use in going on with the next
     */
    boolean retake(DeadLetter letter) {
        try {
            return delivery.redeliver(
                            decoder.read(letter.head()),
                            letter.key(),
                            letter.head().position())
                    != Applied.STALE;
        } catch (Poison e) {
            letters.keep(letter, reason(e));
            return false;
        }
    }

    private static Taken taken(Parking parking) {
        return switch (parking) {
            case PARKED -> Taken.PARKED;
            // it was redriven meanwhile: nothing keeps this one from having its effect
            case NOTHING_WAITS -> Taken.LATER;
            // the log keeps it, and all behind it in its partition, until somebody redrives
            case FULL -> Taken.LATER;
        };
    }

    private static String reason(Poison poison) {
        return String.valueOf(poison.getMessage());
    }
}
