package katas.webhooks;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an endpoint that fails is left alone.
 *
 * @param calls how many there must have been within the window, 1 to 100,000
 * @param window 1 s to 1 h
 * @param failedPercent how many of a hundred must have failed, 1 to 100
 * @param pause how long it is left alone then: at least as long as a lease, up to 1 h
 * @param warnAfter how long it fails before its owner is told that it will be disabled, 10 ms to 30 days
 * @param disableAfter how long it fails before it is disabled: longer than warnAfter, up to 60 days
 */
public record BreakerProperties(
        @DefaultValue("100") int calls,
        @DefaultValue("60s") Duration window,
        @DefaultValue("50") int failedPercent,
        @DefaultValue("30s") Duration pause,
        @DefaultValue("4d") Duration warnAfter,
        @DefaultValue("5d") Duration disableAfter) {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration MONTH = Duration.ofDays(30);

    public BreakerProperties {
        Ranges.check("breaker.calls", calls, 1, 100_000);
        Ranges.check("breaker.window", window, SECOND, Duration.ofHours(1));
        Ranges.check("breaker.failed-percent", failedPercent, 1, 100);
        Ranges.check("breaker.warn-after", warnAfter, SHORTEST, MONTH);
        Ranges.check("breaker.disable-after", disableAfter, warnAfter.plus(MILLISECOND), MONTH.multipliedBy(2));
    }
}
