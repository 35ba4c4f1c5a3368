package katas.ratelimiter;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The outcome of asking for permits. */
public sealed interface Decision {

    /** The permits were taken from every limit. */
    record Allowed(List<Quota> quotas) implements Decision {}

    /** At least one limit holds too few permits; none was charged. */
    record Denied(List<Quota> quotas) implements Decision {

        /** Returns how long a lone client must wait until the same call passes; more than zero. */
        public Duration retryAfter() {
            return quotas.stream()
                    .map(Quota::retryAfter)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        public List<Limit> violated() {
            return quotas.stream()
                    .filter(quota -> quota.retryAfter().isPositive())
                    .map(Quota::limit)
                    .toList();
        }
    }

    /** Nobody could count, and the policy is open on an outage: the call passes. */
    record Unmetered() implements Decision {}

    /** Nobody could count, and the policy does not let uncounted calls pass. */
    record Unavailable(Duration retryAfter) implements Decision {}
}
