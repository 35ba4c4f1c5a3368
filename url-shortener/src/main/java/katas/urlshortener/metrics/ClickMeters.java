package katas.urlshortener.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import katas.urlshortener.kafka.BufferedClickLog;
import katas.urlshortener.kafka.ClickConsumer;
import katas.urlshortener.kafka.CountingCounts;
import katas.urlshortener.kafka.Loss;

/**
 * Shows what becomes of clicks: {@code clicks.acknowledged}, {@code clicks.waiting} and {@code clicks.lost} by {@code
 * reason}; then {@code clicks.counted}, {@code clicks.gone}, {@code clicks.unreadable}, {@code clicks.refused} and {@code
 * clicks.lag}.
 */
public final class ClickMeters {
    private ClickMeters() {}

    /** Registers the counters of who takes clicks down. */
    public static void register(BufferedClickLog log, MeterRegistry meters) {
        FunctionCounter.builder(
                        "clicks.acknowledged", log, source -> source.counts().acknowledged())
                .description("clicks that Kafka has")
                .register(meters);
        Gauge.builder("clicks.waiting", log, source -> source.counts().waiting())
                .description("clicks that are in this process alone")
                .register(meters);
        for (var loss : Loss.values()) {
            FunctionCounter.builder(
                            "clicks.lost", log, source -> source.counts().lost().getOrDefault(loss, 0L))
                    .description("clicks that will not be counted")
                    .tag("reason", loss.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    /** Registers the counters of who counts clicks. */
    public static void register(ClickConsumer consumer, MeterRegistry meters) {
        count("clicks.counted", CountingCounts::counted, "clicks counted by this replica", consumer, meters);
        count("clicks.gone", CountingCounts::gone, "clicks skipped since their links are gone", consumer, meters);
        count("clicks.unreadable", CountingCounts::unreadable, "records skipped that are no clicks", consumer, meters);
        count("clicks.refused", CountingCounts::refused, "batches that somebody else had counted", consumer, meters);
        Gauge.builder("clicks.lag", consumer, source -> source.counts().lag())
                .description("clicks that wait in this replica's partitions")
                .register(meters);
    }

    private static void count(
            String name,
            ToDoubleFunction<CountingCounts> count,
            String description,
            ClickConsumer consumer,
            MeterRegistry meters) {
        FunctionCounter.builder(name, consumer, source -> count.applyAsDouble(source.counts()))
                .description(description)
                .register(meters);
    }
}
