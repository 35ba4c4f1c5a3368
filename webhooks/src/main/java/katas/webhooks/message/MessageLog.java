package katas.webhooks.message;

/** Where accepted messages are safe. */
@FunctionalInterface
public interface MessageLog {
    /**
     * Returns when the message is on all in-sync replicas. Appended again, a message has the same deliveries as before.
     *
     * @throws LogUnavailable if that is not known in time: it may be in the log, or come there later
     */
    void append(Message message);
}
