package katas.webhooks.delivery;

import katas.webhooks.CrashPoint;
import katas.webhooks.Passage;
import katas.webhooks.endpoint.Directory;
import katas.webhooks.message.Message;
import katas.webhooks.message.Messages;

/**
 * Makes a delivery of a message for each endpoint that wants it.
 *
 * <p>In chunks, each of which may happen twice: whoever dies amid them is followed by somebody who begins from the start, and
 * what is there already stays as it is.
 */
public final class FanOut {
    /** So few that nobody else waits long for Redis. */
    private static final int CHUNK = 100;

    private final Messages messages;
    private final Directory directory;
    private final Deliveries deliveries;
    private final Passage passage;

    public FanOut(Messages messages, Directory directory, Deliveries deliveries, Passage passage) {
        this.messages = messages;
        this.directory = directory;
        this.deliveries = deliveries;
        this.passage = passage;
    }

    /**
     * Returns when all its deliveries are there.
     *
     * @throws katas.webhooks.StoreUnavailable if some may not be: to be called again
     */
    public void fanOut(Message message) {
        passage.reach(CrashPoint.BEFORE_FAN_OUT);
        messages.keep(message);
        var endpoints = directory.interested(message.tenant(), message.eventType(), message.acceptedAt());
        for (int from = 0; from < endpoints.size(); from += CHUNK) {
            if (from > 0) {
                passage.reach(CrashPoint.AMID_FAN_OUT);
            }
            deliveries.fanOut(message, endpoints.subList(from, Math.min(from + CHUNK, endpoints.size())));
        }
        passage.reach(CrashPoint.AFTER_FAN_OUT);
    }
}
