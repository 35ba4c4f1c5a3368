package katas.webhooks.redis;

import java.time.Duration;

/**
 * What deliveries go by, the same for every endpoint.
 *
 * @param lease after so long somebody else may make an attempt; longer than one can take
 * @param kept how long a delivery may take, and how long it is remembered after that
 */
public record DeliveryRules(Duration lease, Duration kept, InFlight inFlight, Breaker breaker, Failing failing) {
    /**
     * How many attempts may be under way, of all dispatchers.
     *
     * @param endpoint to one endpoint, at least 1
     * @param failing to one whose last attempt failed, at least 1
     * @param tenant to all of a tenant's endpoints, at least 1: a quarter of what a dispatcher has, so that it takes four
     *     tenants whose endpoints all hang to fill it
     */
    public record InFlight(int endpoint, int failing, int tenant) {}

    /**
     * When an endpoint gets nothing for a while.
     *
     * @param window in which calls are counted
     * @param calls how many there must be in it, at least 1
     * @param share of them that must have failed, more than 0 to 1
     * @param open how long it gets nothing; then one attempt says whether it goes on; at least as long as a lease
     */
    public record Breaker(Duration window, int calls, double share, Duration open) {}

    /**
     * When it gets nothing any more.
     *
     * @param warning since the first of its failures, without a success in between
     * @param disabling the same; longer than the warning, which always comes so much before
     */
    public record Failing(Duration warning, Duration disabling) {}
}
