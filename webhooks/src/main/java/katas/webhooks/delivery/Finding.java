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
 * Finds what an attempt needs: again and again until it succeeds, or the lease has ended.
 *
 * <p>What it finds too late for an attempt it hands back: somebody else may make it at once.
 */
public final class Finding {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final Messages messages;
    private final Endpoints endpoints;
    private final Completing completing;
    private final Duration longest;
    private final Pause pause;
    private final Mishaps mishaps;

    /** @param longest how long an endpoint is waited for: shorter than a lease */
    public Finding(
            Messages messages,
            Endpoints endpoints,
            Completing completing,
            Duration longest,
            Pause pause,
            Mishaps mishaps) {
        this.messages = messages;
        this.endpoints = endpoints;
        this.completing = completing;
        this.longest = longest;
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
        while (true) {
            try {
                return find(taken);
            } catch (StoreUnavailable e) {
                if (!completing.left(sinceTaken).isPositive()) {
                    throw e;
                }
            }
            pause.of(BETWEEN_TRIES);
            if (completing.left(sinceTaken).compareTo(longest) < 0 && completing.handBack(taken)) {
                return Optional.empty();
            }
        }
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
            mishaps.survived("read what an attempt needs", e);
            return Optional.of(new Found.Unreadable());
        }
    }
}
