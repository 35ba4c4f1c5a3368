package katas.urlshortener;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a link.
 *
 * @param expected the version that is changed; whatever it is if null
 * @param edit computes the new link; may be called repeatedly, and need not touch the version
 */
public record LinkChange(@Nullable Long expected, UnaryOperator<Link> edit) {

    /** What came of it. */
    public sealed interface Outcome {
        record Changed(Link link) implements Outcome {}

        /** It is gone, never was, or is somebody else's. */
        record NotFound() implements Outcome {}

        /** Somebody else changed it first. */
        record VersionMoved(long version) implements Outcome {}

        /** It would have been over at {@code expiresAt} already. */
        record AlreadyExpired(Instant expiresAt) implements Outcome {}
    }
}
