package katas.shopping.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Names a version of a cart, so that a change can say which cart it means. */
final class ETags {
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    private ETags() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Returns the version that {@code If-Match} demands; a change that demands none would undo another's unseen. */
    static long version(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw Problems.thrown(
                    HttpStatus.PRECONDITION_REQUIRED, "If-Match must name the ETag of the cart that is to be changed");
        }
        return parsed(ifMatch);
    }

    /** Returns the version that {@code If-Match} demands, if it demands any. */
    static @Nullable Long versionIfAny(@Nullable String ifMatch) {
        return ifMatch == null ? null : parsed(ifMatch);
    }

    private static long parsed(String ifMatch) {
        var tag = TAG.matcher(ifMatch);
        if (!tag.matches()) {
            throw new InvalidRequest(HttpHeaders.IF_MATCH, "must be the ETag of an answer about this cart");
        }
        return Long.parseLong(tag.group(1));
    }
}
