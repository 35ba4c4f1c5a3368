package katas.webhooks;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Calls of endpoints.
 *
 * @param inFlight how many this process makes at once, 2 to 10,000
 * @param ofEndpoint how many of them all processes make to the same endpoint, 1 to 1,000
 * @param ofFailing how many of these while it is failing, 1 to ofEndpoint
 * @param ofTenant how many of them all processes make to the endpoints of the same tenant, at least 1, and
 *     fewer than inFlight, so that no tenant takes all
 * @param connectTimeout longest wait for a connection, 1 ms to 1 min
 * @param timeout longest time from the first packet to the last, 1 ms to 1 min
 * @param lease after this time an attempt is taken for lost, and made again: longer than timeout, up to 10 min
 * @param waits before the second attempt, the third and so on: up to 100, each 1 ms to 7 days
 */
public record AttemptProperties(
        @DefaultValue("512") int inFlight,
        @DefaultValue("8") int ofEndpoint,
        @DefaultValue("2") int ofFailing,
        @DefaultValue("128") int ofTenant,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("30s") Duration lease,

        @DefaultValue({"5s", "30s", "2m", "10m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "14h", "24h", "24h"})
        List<Duration> waits) {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_WAITS = 100;
    private static final int MOST_IN_FLIGHT = 10_000;

    public AttemptProperties {
        waits = List.copyOf(waits);
        Ranges.check("attempts.in-flight", inFlight, 2, MOST_IN_FLIGHT);
        Ranges.check("attempts.of-endpoint", ofEndpoint, 1, 1_000);
        Ranges.check("attempts.of-failing", ofFailing, 1, ofEndpoint);
        Ranges.check("attempts.of-tenant", ofTenant, 1, inFlight - 1);
        Ranges.check("attempts.connect-timeout", connectTimeout, MILLISECOND, MINUTE);
        Ranges.check("attempts.timeout", timeout, MILLISECOND, MINUTE);
        Ranges.check("attempts.lease", lease, timeout.plus(MILLISECOND), Duration.ofMinutes(10));
        Ranges.check("attempts.waits", waits.size(), 0, MOST_WAITS);
        waits.forEach(wait -> Ranges.check("attempts.waits", wait, MILLISECOND, Duration.ofDays(7)));
    }

    /**
     * Returns what an attempt needs of its lease: the time-out, and half of what is left besides. The other half may go by before,
     * waiting for room and for Redis; this one is for storing how it ended, and for clocks and threads that stood still.
     */
    Duration needed() {
        return timeout.plus(lease).dividedBy(2);
    }

    /** Returns what the waits come to if chance lengthens all of them. */
    Duration longest() {
        long millis = waits.stream().mapToLong(Duration::toMillis).sum();
        return Duration.ofMillis(Math.round(millis * (1 + DispatchConfiguration.JITTER)));
    }
}
