package katas.urlshortener.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts what came of short links that were asked for: {@code links.redirects}, tag {@code outcome}. */
public final class RedirectMeter {
    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    /** What came of it. */
    public enum Outcome {
        /** A visitor was sent on, and counted. */
        FOLLOWED,
        /** Somebody was told where it leads who is no visitor: a bot, a browser that fetches ahead, {@code HEAD}. */
        LOOKED_AT,
        PREVIEWED,
        UNKNOWN,
        GONE,
        LIMITED,
        UNAVAILABLE,
        WRONG_METHOD
    }

    public RedirectMeter(MeterRegistry meters) {
        for (var outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("links.redirects")
                            .description("short links asked for, by what came of it")
                            .tag(
                                    "outcome",
                                    outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .register(meters));
        }
    }

    public void count(Outcome outcome) {
        Objects.requireNonNull(counters.get(outcome)).increment();
    }
}
