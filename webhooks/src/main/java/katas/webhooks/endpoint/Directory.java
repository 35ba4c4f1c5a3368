package katas.webhooks.endpoint;

import java.time.Instant;
import java.util.List;
import katas.webhooks.message.EventType;

/** Says who is to get a message. */
@FunctionalInterface
public interface Directory {
    /**
     * Returns the ids of the endpoints that want it, disabled ones too: what comes for those waits.
     *
     * @param acceptedAt endpoints that came later do not get it
     * @throws katas.webhooks.StoreUnavailable if nobody can be asked
     */
    List<String> interested(String tenant, EventType type, Instant acceptedAt);
}
