package katas.shopping.inventory;

import java.time.InstantSource;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;

/**
 * Puts back on the shelf what was kept too long.
 *
 * <p>Any number of processes may sweep at once: only one of them finds the reservation as it was read.
 */
public final class Sweeper {
    private static final int AT_ONCE = 100;
    private static final String SUBJECT = "expire";

    private final Documents documents;
    private final Effects effects;
    private final Agendas agendas;
    private final InstantSource clock;
    private final Passage passage;

    public Sweeper(Documents documents, Effects effects, Agendas agendas, InstantSource clock, Passage passage) {
        this.documents = documents;
        this.effects = effects;
        this.agendas = agendas;
        this.clock = clock;
        this.passage = passage;
    }

    /** Looks through all shards once. */
    public void runOnce() {
        agendas.visit(Reservation.EXPIRING, clock.instant(), AT_ONCE, this::expire);
    }

    private void expire(String name) {
        int colon = name.indexOf(':');
        var shelf = Shelf.of(name.substring(0, colon), name.substring(colon + 1), documents);
        shelf.expire(clock.instant()).ifPresent(effect -> {
            passage.reach(Moment.BEFORE_EFFECT, SUBJECT);
            effects.apply(effect);
            passage.reach(Moment.AFTER_EFFECT, SUBJECT);
        });
    }
}
