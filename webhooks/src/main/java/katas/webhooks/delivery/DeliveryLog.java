package katas.webhooks.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of messages, and how to have them sent again. Every method throws {@link katas.webhooks.StoreUnavailable} if it
 * is not known what happened.
 */
public interface DeliveryLog {
    /**
     * Returns the deliveries of a message, by the ids of their endpoints.
     *
     * @param after the last endpoint before them, null for the first page
     * @param limit 1 to 100
     */
    List<Delivery> deliveries(String tenant, String message, @Nullable String after, int limit);

    /**
     * Returns the attempts of a message, the oldest first.
     *
     * @param from how many to skip, 0 or more
     * @param limit 1 to 100
     */
    List<Attempt> attempts(String tenant, String message, int from, int limit);

    /**
     * Sends a message again, to those endpoints that it went to.
     *
     * @param endpoint the only one, null for all
     * @return how many deliveries that are; one that is on its way is due at once
     */
    int resend(String tenant, String message, @Nullable String endpoint);

    /** Sends again what came to an endpoint since a time; returns how many, nothing if there is no such endpoint. */
    Optional<Integer> replay(String tenant, String endpoint, Instant since);

    /**
     * Returns dead letters, the latest first.
     *
     * @param after the place of the last one before them, wherever that has gone; null for the first page
     * @param limit 1 to 100
     */
    List<DeadLetter> deadLetters(String tenant, @Nullable Place after, int limit);

    /** Sends one again; returns false if there is none of this id. */
    boolean redrive(String tenant, String deadLetter);

    /**
     * Lets a disabled endpoint have messages again. What is under way to it goes on, and what waits in order behind that.
     *
     * @param catchUp whether what waited is sent; if not, it is among the dead letters
     * @return how many waited; nothing if there is no such endpoint
     */
    Optional<Integer> enable(String tenant, String endpoint, boolean catchUp);

    /** How many deliveries wait for an endpoint, due or not. */
    long waiting(String tenant, String endpoint);

    /** A delivery that was given up. */
    record DeadLetter(Delivery delivery, Instant since) {
        public Place place() {
            return new Place(since, delivery.id());
        }
    }

    /** Where a dead letter stands among the others. */
    record Place(Instant since, String id) {}
}
