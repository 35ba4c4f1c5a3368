package katas.ratelimiter.web;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;

/**
 * The header fields {@code RateLimit-Policy} and {@code RateLimit} as in draft-ietf-httpapi-ratelimit-headers-10.
 *
 * <p>The draft has expired and its successor may rename the parameters: this class is all that would change. A policy's
 * name holds no character that a Structured Fields string (RFC 9651) would have to escape.
 */
final class RateLimitFields {
    private RateLimitFields() {}

    /** Returns for each limit its quota and window: {@code "api";q=100;w=60}. */
    static String policyField(Policy policy) {
        return policy.limits().stream()
                .map(limit -> "\"" + policy.nameOf(limit) + "\";q=" + limit.permits() + ";w="
                        + limit.window().toSeconds())
                .collect(Collectors.joining(", "));
    }

    /** Returns for each limit what remains, and in how many seconds there will be more: {@code "api";r=50;t=1}. */
    static String currentField(Policy policy, List<Quota> quotas) {
        return quotas.stream()
                .map(quota -> "\"" + policy.nameOf(quota.limit()) + "\";r=" + quota.remaining()
                        + (quota.moreAfter().isZero() ? "" : ";t=" + wholeSeconds(quota.moreAfter())))
                .collect(Collectors.joining(", "));
    }

    /** Returns the wait in the whole seconds that {@code Retry-After} has. */
    static long wholeSeconds(Duration wait) {
        // rounded up, or an obedient client is refused
        return Math.ceilDiv(wait.toNanos(), Duration.ofSeconds(1).toNanos());
    }
}
