package katas.vending.redis;

import katas.vending.Command;
import katas.vending.redis.CrashPoint.Moment;

/** Hears how far the execution of a command has come, and may stop it there: the way in for faults. */
@FunctionalInterface
public interface Passage {
    /** What production uses: nothing happens. */
    Passage FREE = (_, _) -> {};

    void passing(Command command, Moment moment);
}
