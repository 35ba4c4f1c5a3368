package katas.urlshortener.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import katas.urlshortener.Link;
import org.jspecify.annotations.Nullable;

/**
 * A link as its owner sees it.
 *
 * @param redirect the HTTP status that visitors get
 * @param expiresAt absent if never
 * @param maxVisits absent if unlimited
 * @param visits counted against {@code maxVisits}; 0 for an unlimited link, and absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LinkView(
        String code,
        String shortUrl,
        String target,
        int redirect,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Long maxVisits,
        @Nullable Long visits,
        long version) {

    static LinkView of(Link link, @Nullable Long visits, String shortUrl) {
        return new LinkView(
                link.code(),
                shortUrl,
                link.target().uri(),
                link.redirect().status(),
                link.createdAt(),
                link.expiresAt(),
                link.maxVisits(),
                visits,
                link.version());
    }
}
