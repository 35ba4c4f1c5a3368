package katas.shopping.effect;

import katas.shopping.effect.CrashPoint.Moment;

/** Hears how far something has come, and may stop it there: the way in for faults. */
@FunctionalInterface
public interface Passage {
    /** Lets everything pass. */
    Passage OPEN = (moment, subject) -> {};

    void reach(Moment moment, String subject);
}
