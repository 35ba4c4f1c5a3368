package katas.webhooks.delivery;

/**
 * The right to make one attempt of a delivery, for a while.
 *
 * @param endpointVersion version of the endpoint's settings
 * @param number grows with each lease to the endpoint: what the holder of an older one says changes nothing any more
 * @param attempts made so far, since this cause began; 0 or more
 * @param bodyBytes of the message's body at most: of what is not ASCII twice as many as it has
 */
public record Lease(
        String tenant,
        String endpoint,
        long endpointVersion,
        String message,
        long number,
        int attempts,
        Cause cause,
        int bodyBytes) {}
