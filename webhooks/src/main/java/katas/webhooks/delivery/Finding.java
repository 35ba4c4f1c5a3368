package katas.webhooks.delivery;

import java.time.Duration;
import java.util.Optional;
import katas.webhooks.Mishaps;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.endpoint.Endpoints;
import katas.webhooks.endpoint.Endpoints.Addressed;
import katas.webhooks.message.Message;
import katas.webhooks.message.Messages;

/**
 * Finds what an attempt needs: again and again until it succeeds, or there is too little left of the lease for an attempt.
 *
 * <p>Then it hands the lease back: somebody else may make the attempt at once.
 */
public final class Finding {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final String READING = "read what an attempt needs";

    private final Messages messages;
    private final Endpoints endpoints;
    private final Completing completing;
    private final Duration needed;
    private final Pause pause;
    private final Mishaps mishaps;

    /** @param needed what an attempt needs of a lease, at least as long as an endpoint is waited for */
    public Finding(
            Messages messages,
            Endpoints endpoints,
            Completing completing,
            Duration needed,
            Pause pause,
            Mishaps mishaps) {
        this.messages = messages;
        this.endpoints = endpoints;
        this.completing = completing;
        this.needed = needed;
        this.pause = pause;
        this.mishaps = mishaps;
    }

    /** What an attempt is made of, as far as it is there. */
    sealed interface Found {
        record All(Addressed addressed, Message message) implements Found {}

        record NoMessage() implements Found {}

        /** Something that nobody can read, such as keys that were sealed with a lost one. */
        record Unreadable() implements Found {}
    }

    /**
     * Returns nothing if there is no attempt to be made.
     *
     * @param sinceTaken measures since the lease began
     * @throws StoreUnavailable if there is no time left
     */
    Optional<Found> find(Lease taken, Stopwatch.Running sinceTaken) throws InterruptedException {
        while (completing.left(sinceTaken).compareTo(needed) >= 0) {
            try {
                return find(taken);
            } catch (StoreUnavailable e) {
                mishaps.survived(READING, e);
            }
            pause.of(BETWEEN_TRIES);
        }
        while (!completing.handBack(taken)) {
            if (!completing.left(sinceTaken).isPositive()) {
                throw new StoreUnavailable("Redis was away until a lease ended", null);
            }
            pause.of(BETWEEN_TRIES);
        }
        return Optional.empty();
    }

    private Optional<Found> find(Lease taken) {
        try {
            // deleted, and everything that waited for it: nothing to be done
            return endpoints
                    .addressed(taken.tenant(), taken.endpoint(), taken.endpointVersion())
                    .map(addressed -> messages.find(taken.tenant(), taken.message())
                            .<Found>map(message -> new Found.All(addressed, message))
                            .orElseGet(Found.NoMessage::new));
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            mishaps.survived(READING, e);
            return Optional.of(new Found.Unreadable());
        }
    }
}
