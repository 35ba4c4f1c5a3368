package katas.webhooks.endpoint;

/** A secret cannot be opened: it was changed, moved, or sealed by a key that is not here. */
public final class SealBroken extends RuntimeException {
    SealBroken(String message) {
        super(message);
    }
}
