package katas.webhooks.message;

/** What was sent under which idempotency key, for 24 hours. */
public interface IdempotencyKeys {
    /**
     * Claims a key for a message, unless it is claimed.
     *
     * @param fingerprint of what was sent
     * @param candidate what the key stands for from now on, if it is new
     * @throws katas.webhooks.StoreUnavailable if it is not known whether it is claimed
     */
    Claim claim(String tenant, String key, String fingerprint, Message candidate);

    /** Notes that the message of a key is in the log. */
    void settle(String tenant, String key);
}
