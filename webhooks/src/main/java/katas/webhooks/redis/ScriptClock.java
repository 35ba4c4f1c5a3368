package katas.webhooks.redis;

import java.time.InstantSource;

/** Says to scripts what time it is. */
@FunctionalInterface
public interface ScriptClock {
    /** Redis' own time: the same for everybody, whatever their clocks say. */
    ScriptClock OF_REDIS = () -> "";

    /** Returns milliseconds since the epoch, or nothing: Redis' own time. */
    String now();

    static ScriptClock of(InstantSource clock) {
        return () -> Long.toString(clock.millis());
    }
}
