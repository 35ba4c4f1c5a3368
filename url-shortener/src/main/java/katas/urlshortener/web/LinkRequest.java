package katas.urlshortener.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import katas.urlshortener.Alias;
import katas.urlshortener.NewLink;
import katas.urlshortener.OwnHosts;
import katas.urlshortener.Redirect;
import katas.urlshortener.Target;
import org.jspecify.annotations.Nullable;

/**
 * Describes a link that is to be created.
 *
 * @param target absolute http or https URL of at most 2,048 characters
 * @param alias 3 to 50 letters, digits, hyphens and underscores; a code is generated if absent
 * @param redirect 301, 302, 307 or 308; 302 if absent
 * @param expiresAt RFC 3339; for ever if absent
 * @param maxVisits 1 to 1,000,000,000; unlimited if absent
 */
record LinkRequest(
        @Schema(example = "https://example.com/a/long/path") @Nullable
        String target,

        @Schema(example = "spring-sale", description = "generated if absent") @Nullable
        String alias,

        @Schema(example = "302", description = "301, 302, 307 or 308; 302 if absent") @Nullable
        Integer redirect,

        @Schema(example = "2040-01-31T12:00:00Z", description = "for ever if absent") @Nullable
        String expiresAt,

        @Schema(example = "100", description = "unlimited if absent") @Nullable
        Long maxVisits) {

    /**
     * Returns the link that is asked for.
     *
     * @param own where this service answers
     * @param reserved first segments of its own paths
     */
    NewLink link(String owner, OwnHosts own, Set<String> reserved, NewLink.@Nullable Once once) {
        return new NewLink(
                owner,
                Target.parse(Checks.present("target", target), own),
                alias == null ? null : Alias.parse(alias, reserved),
                redirect == null ? Redirect.FOUND : Checks.redirect(redirect),
                expiresAt == null ? null : Checks.moment("expiresAt", expiresAt),
                Checks.maxVisits(maxVisits),
                once);
    }
}
