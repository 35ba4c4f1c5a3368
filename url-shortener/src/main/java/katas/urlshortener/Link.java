package katas.urlshortener;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link.
 *
 * @param code generated, or an alias
 * @param owner who may see and change it
 * @param createdAt of the store's clock
 * @param expiresAt when it stops to lead anywhere, by the store's clock; for ever if null
 * @param maxVisits how many visits it has, at least 1; unlimited if null
 * @param version 1 when it is new, one more with each change
 */
public record Link(
        String code,
        Target target,
        String owner,
        Redirect redirect,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Long maxVisits,
        long version) {}
