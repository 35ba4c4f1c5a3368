package katas.urlshortener.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import katas.urlshortener.Alias;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.util.UriUtils;

/** Codes in paths of the API. */
final class Codes {
    private Codes() {}

    /**
     * Returns the code in its normal form.
     *
     * @throws ErrorResponseException 404, if no link can have it
     */
    static String named(String inPath) {
        var code = Alias.normalised(inPath);
        if (!Alias.possible(code)) {
            throw unknown();
        }
        return code;
    }

    /** Says the same of a link that never was, one that is gone, and one of somebody else. */
    static ErrorResponseException unknown() {
        return Problems.thrown(HttpStatus.NOT_FOUND, "you have no link with this code");
    }

    /** Returns the code as it stands in a path, with what is not ASCII percent-encoded. */
    static String inPath(String code) {
        return UriUtils.encodePathSegment(code, StandardCharsets.UTF_8);
    }

    static String shortUrl(URI base, String code) {
        var front = base.toString();
        return (front.endsWith("/") ? front : front + "/") + inPath(code);
    }
}
