package katas.webhooks;

import org.jspecify.annotations.Nullable;

/** Redis could not be asked, or did not answer in time: what was asked of it has happened or not. */
public final class StoreUnavailable extends RuntimeException {
    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
