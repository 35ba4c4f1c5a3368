package katas.shopping.web;

import java.util.regex.Pattern;
import katas.shopping.effect.RawRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Names a version of a cart, or the first of messages that wait, so that a change can say which it means. */
final class ETags {
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    private static final Pattern POSITION = Pattern.compile("\"([\\w.-]{1,249}/\\d{1,9}/\\d{1,18})\"");

    private ETags() {}

    static String of(RawRecord head) {
        return "\"" + head.position() + "\"";
    }

    /** Returns the position of the message that {@code If-Match} demands to be the first. */
    static String position(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw Problems.thrown(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "If-Match must name the ETag of the dead letter that was looked at");
        }
        var tag = POSITION.matcher(ifMatch);
        if (!tag.matches()) {
            throw new InvalidRequest(HttpHeaders.IF_MATCH, "must be the ETag of an answer about this dead letter");
        }
        return tag.group(1);
    }

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
