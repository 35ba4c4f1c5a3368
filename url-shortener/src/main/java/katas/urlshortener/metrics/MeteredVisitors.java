package katas.urlshortener.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;
import katas.urlshortener.Visitors;

/** Counts clicks whose visitor cannot be told: {@code clicks.nameless}. */
public final class MeteredVisitors implements Visitors {
    private final Visitors visitors;
    private final Counter nameless;

    public MeteredVisitors(Visitors visitors, MeterRegistry meters) {
        this.visitors = visitors;
        this.nameless = Counter.builder("clicks.nameless")
                .description("clicks of visitors who could not be told apart, as the salt was not known")
                .register(meters);
    }

    @Override
    public Optional<String> name(String code, String address, String userAgent, Instant at) {
        var name = visitors.name(code, address, userAgent, at);
        if (name.isEmpty()) {
            nameless.increment();
        }
        return name;
    }
}
