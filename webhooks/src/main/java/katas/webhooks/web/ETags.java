package katas.webhooks.web;

import java.util.regex.Pattern;
import katas.webhooks.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Names a version of an endpoint, so that a change can say which it means. */
final class ETags {
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");
    private static final String ANY = "*";

    private ETags() {}

    static String of(Endpoint endpoint) {
        return of(endpoint.version());
    }

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Returns the version that {@code If-Match} demands; null if any will do. */
    static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals(ANY)) {
            return null;
        }
        var tag = TAG.matcher(ifMatch);
        if (!tag.matches()) {
            throw new InvalidRequest(HttpHeaders.IF_MATCH, "must be the ETag of an answer about this endpoint, or *");
        }
        return Long.valueOf(tag.group(1));
    }
}
