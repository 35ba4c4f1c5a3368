package katas.webhooks.message;

import java.util.Optional;

/** Messages and their bodies, a day longer than their deliveries are kept. */
public interface Messages {
    /**
     * Keeps a message; one that is kept already stays as it is.
     *
     * @throws katas.webhooks.StoreUnavailable if it is not known whether it is kept
     */
    void keep(Message message);

    /**
     * Finds a message.
     *
     * @throws katas.webhooks.StoreUnavailable if nobody can be asked
     */
    Optional<Message> find(String tenant, String id);

    /**
     * Finds a message, and leaves its payload where it is.
     *
     * @throws katas.webhooks.StoreUnavailable if nobody can be asked
     */
    Optional<Envelope> envelope(String tenant, String id);
}
