package katas.ratelimiter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import katas.ratelimiter.Quota;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call that may pass.
 *
 * @param metered false if the call passed uncounted, because of an outage
 * @param remaining permits left in the scarcest limit; absent if uncounted
 * @param resetAfterMs until every limit is whole again, rounded up; absent if uncounted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DecisionDocument(
        boolean allowed,
        boolean metered,
        @Nullable Integer remaining,
        @Nullable Long resetAfterMs) {

    static DecisionDocument allowed(List<Quota> quotas) {
        int remaining = quotas.stream().mapToInt(Quota::remaining).min().orElseThrow();
        var reset = quotas.stream()
                .map(Quota::resetAfter)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new DecisionDocument(true, true, remaining, millis(reset));
    }

    static DecisionDocument unmetered() {
        return new DecisionDocument(true, false, null, null);
    }

    static long millis(Duration wait) {
        return Math.ceilDiv(wait.toNanos(), 1_000_000);
    }
}
