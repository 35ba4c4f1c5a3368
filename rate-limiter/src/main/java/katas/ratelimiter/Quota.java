package katas.ratelimiter;

import java.time.Duration;

/**
 * What one limit has left for one key.
 *
 * @param remaining permits free now, from 0 to the limit's capacity
 * @param retryAfter wait until the permits that were asked for are free; zero if they were
 * @param moreAfter wait until at least one permit more than now is free; zero if none is missing
 * @param resetAfter wait until the key is as if it had never called; zero if it is
 */
public record Quota(Limit limit, int remaining, Duration retryAfter, Duration moreAfter, Duration resetAfter) {}
