package katas.shopping.order;

import java.time.InstantSource;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;

/**
 * Gives up orders that are not paid for in time, and does not wait for ever for what becomes of their payments. Nothing
 * depends on who does it, or on anybody's clock being right.
 */
public final class Deadlines {
    /** Orders that are not paid for, by when they must be; and those that are given up, by when nobody waits any more. */
    static final Agenda AGENDA = new Agenda("deadlines");

    private static final int AT_ONCE = 100;
    private static final String SUBJECT = "deadline";

    private final Documents documents;
    private final Effects effects;
    private final Agendas agendas;
    private final InstantSource clock;
    private final Terms terms;
    private final Passage passage;

    public Deadlines(
            Documents documents, Effects effects, Agendas agendas, InstantSource clock, Terms terms, Passage passage) {
        this.documents = documents;
        this.effects = effects;
        this.agendas = agendas;
        this.clock = clock;
        this.terms = terms;
        this.passage = passage;
    }

    /** Looks through all shards once. */
    public void runOnce() {
        agendas.visit(AGENDA, clock.instant(), AT_ONCE, this::giveUp);
    }

    private void giveUp(String orderId) {
        var now = clock.instant();
        var stored = documents.load(Order.at(orderId));
        stored.found()
                .map(order -> Saga.late(order, now))
                .filter(transition -> !transition.order().equals(stored.value()))
                .ifPresent(transition -> {
                    passage.reach(Moment.BEFORE_EFFECT, SUBJECT);
                    effects.apply(transition.effect(stored, terms, now));
                    passage.reach(Moment.AFTER_EFFECT, SUBJECT);
                });
    }
}
