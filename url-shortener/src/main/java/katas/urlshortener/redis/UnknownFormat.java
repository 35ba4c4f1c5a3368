package katas.urlshortener.redis;

import org.jspecify.annotations.Nullable;

/** Something stored is in a format that this version of the service does not know, and must not guess at. */
final class UnknownFormat extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownFormat(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
