package katas.urlshortener.web;

import java.util.regex.Pattern;
import katas.urlshortener.Links.Visited;
import org.jspecify.annotations.Nullable;

/**
 * Names what a link is like, so that a change can say which link it means.
 *
 * <p>A visit makes another entity, for it is part of the answer; a change minds only the version.
 */
final class ETags {
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})-\\d{1,18}\"");
    private static final String ANY = "*";

    private ETags() {}

    static String of(Visited visited) {
        return "\"" + visited.link().version() + "-" + visited.visits() + "\"";
    }

    /** Returns the version that {@code If-Match} demands; null if any will do. */
    static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals(ANY)) {
            return null;
        }
        var tag = TAG.matcher(ifMatch);
        if (!tag.matches()) {
            throw new InvalidRequest("If-Match", "must be the ETag of an answer about this link, or *");
        }
        return Long.valueOf(tag.group(1));
    }
}
