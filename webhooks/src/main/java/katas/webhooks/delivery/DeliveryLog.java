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

    /**
     * Sends again what came to an endpoint within a time, the oldest first.
     *
     * @param limit how many messages are looked at, 1 to 10,000
     * @return nothing if there is no such endpoint
     */
    Optional<Replayed> replay(String tenant, String endpoint, Stretch stretch, int limit);

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

    /**
     * Some time in what came to an endpoint.
     *
     * @param since when its first message was accepted, at the earliest
     * @param after the last one of that moment that is no part of it, empty if all are
     * @param until when its last message was accepted, at the latest; null if that is the last that has come by now
     */
    record Stretch(Instant since, String after, @Nullable Instant until) {}

    /**
     * What is sent again.
     *
     * @param deliveries how many
     * @param rest what was not looked at, null if there is nothing more
     */
    record Replayed(int deliveries, @Nullable Stretch rest) {}

    /** Where a dead letter stands among the others. */
    record Place(Instant since, String id) {}
}
