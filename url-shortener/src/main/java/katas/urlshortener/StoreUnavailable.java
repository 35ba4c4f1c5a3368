package katas.urlshortener;

import org.jspecify.annotations.Nullable;

/** The shared store did not answer, not in time, or not with an answer. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
