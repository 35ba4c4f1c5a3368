package katas.urlshortener.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import katas.urlshortener.Bots;

/** What the headers of a request tell of who follows a link. */
final class VisitSigns {
    private static final List<String> PURPOSES = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");
    private static final int LONGEST_HOST = 253;

    private VisitSigns() {}

    /** Tells a visit from a look: a person asked for it, and is about to see what is there. */
    static boolean isVisit(HttpServletRequest request) {
        return request.getMethod().equals("GET") && !isAhead(request) && !Bots.isBot(userAgent(request));
    }

    static String userAgent(HttpServletRequest request) {
        var name = request.getHeader("User-Agent");
        return name == null ? "" : name;
    }

    /** Browsers fetch ahead what nobody may ever look at. */
    private static boolean isAhead(HttpServletRequest request) {
        for (var name : PURPOSES) {
            var purpose = request.getHeader(name);
            if (purpose != null) {
                var lower = purpose.toLowerCase(Locale.ROOT);
                if (lower.contains("prefetch") || lower.contains("prerender") || lower.contains("preview")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the host of the page that held the link; empty if that was not said, or is no host. */
    static String referrerHost(HttpServletRequest request) {
        var referrer = request.getHeader("Referer");
        int begin = referrer == null ? -1 : referrer.indexOf("://");
        if (referrer == null || begin < 0) {
            return "";
        }
        begin += "://".length();
        int end = begin;
        while (end < referrer.length() && "/?#".indexOf(referrer.charAt(end)) < 0) {
            if (referrer.charAt(end++) == '@') {
                begin = end;
            }
        }
        int colon = referrer.indexOf(':', begin);
        return host(referrer.substring(begin, colon >= 0 && colon < end ? colon : end));
    }

    private static String host(String text) {
        if (text.length() > LONGEST_HOST) {
            return "";
        }
        var host = text.toLowerCase(Locale.ROOT);
        return host.chars().allMatch(VisitSigns::belongsToHost) ? host : "";
    }

    private static boolean belongsToHost(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    }
}
