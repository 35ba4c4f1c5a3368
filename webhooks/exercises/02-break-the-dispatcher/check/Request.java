import java.time.Instant;

/**
 * What an endpoint has got.
 *
 * @param endpoint which
 * @param at when
 * @param id of {@code webhook-id}
 * @param timestamp of {@code webhook-timestamp}, in seconds
 * @param signature of {@code webhook-signature}
 */
record Request(String endpoint, Instant at, String id, long timestamp, String signature, String body) {

    Request withId(String other) {
        return new Request(endpoint, at, other, timestamp, signature, body);
    }

    Request withTimestamp(long other) {
        return new Request(endpoint, at, id, other, signature, body);
    }

    Request withSignature(String other) {
        return new Request(endpoint, at, id, timestamp, other, body);
    }

    Request withBody(String other) {
        return new Request(endpoint, at, id, timestamp, signature, other);
    }
}
