package katas.webhooks;

/** Hears how far something has come, and may stop it there: the way in for faults. */
@FunctionalInterface
public interface Passage {
    /** Lets everything pass. */
    Passage OPEN = _ -> {};

    void reach(CrashPoint point);
}
