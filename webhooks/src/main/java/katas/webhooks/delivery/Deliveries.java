package katas.webhooks.delivery;

import java.util.List;
import katas.webhooks.message.Message;

/** Deliveries on their way. Every method throws {@link katas.webhooks.StoreUnavailable} if it is not known what happened. */
public interface Deliveries {
    /**
     * Makes deliveries of a message, one to each endpoint, however often it is called.
     *
     * @param endpoints ids; one that is not there any more gets none
     */
    void fanOut(Message message, List<String> endpoints);

    /**
     * Takes deliveries that are due, of one tenant after the other.
     *
     * @param shard 0 to 15
     * @param most 1 or more
     */
    Taken take(int shard, int most);

    /** Gives up the right to an attempt of which nothing is known: the delivery is due again now. */
    void handBack(Lease lease);

    /** Notes how an attempt ended. */
    Completion complete(Lease lease, Attempt attempt, Outcome outcome);
}
