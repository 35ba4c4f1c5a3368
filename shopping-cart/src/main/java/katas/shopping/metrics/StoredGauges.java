package katas.shopping.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import katas.shopping.StoreUnavailable;

/** Gauges that look into the store when somebody wants to know: not a number while it does not answer. */
public final class StoredGauges {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final MeterRegistry meters;
    private final InstantSource clock;

    public StoredGauges(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Shows how many of something there are.
     *
     * @param tags names and values, in turn
     */
    public void count(String name, String description, DoubleSupplier count, String... tags) {
        Gauge.builder(name, () -> orNotANumber(count))
                .tags(tags)
                .description(description)
                .strongReference(true)
                .register(meters);
    }

    /** Shows how many seconds ago something was that is not over: 0 if there is nothing. */
    public void age(String name, String description, Supplier<Optional<Instant>> oldest) {
        Gauge.builder(
                        name,
                        () -> orNotANumber(
                                () -> oldest.get().map(this::secondsSince).orElse(0.0)))
                .description(description)
                .baseUnit("seconds")
                .strongReference(true)
                .register(meters);
    }

    private double secondsSince(Instant then) {
        return Math.max(0, Duration.between(then, clock.instant()).toMillis() / MILLIS_PER_SECOND);
    }

    private static double orNotANumber(DoubleSupplier value) {
        try {
            return value.getAsDouble();
        } catch (StoreUnavailable e) {
            return Double.NaN;
        }
    }
}
