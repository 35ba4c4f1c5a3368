package katas.urlshortener;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody followed a link.
 *
 * @param code of the link
 * @param at by this service's clock
 * @param visitor tells visitors of the link on one day apart, and nothing else: see {@link Visitors}; null if it could
 *     not be told
 * @param referrer host of the page that held the link, in lower case; empty if it was not said
 */
public record Click(String code, Instant at, @Nullable String visitor, String referrer) {}
