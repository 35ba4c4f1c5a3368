package katas.urlshortener.web;

import jakarta.servlet.http.HttpServletRequest;
import katas.urlshortener.Alias;

/**
 * The code in a path of one segment.
 *
 * @param text in normal form
 * @param preview a {@code +} behind it asks where it leads
 */
record AskedCode(String text, boolean preview) {

    static AskedCode in(HttpServletRequest request) {
        var raw = request.getRequestURI();
        // Tomcat has decoded the path, and cut off what follows a semicolon, which no code has
        boolean ascii = raw.indexOf('%') < 0 || raw.indexOf(';') >= 0;
        var text = ascii
                ? raw.substring(1)
                : Alias.normalised(request.getServletPath().substring(1));
        boolean preview = text.endsWith("+");
        return new AskedCode(preview ? text.substring(0, text.length() - 1) : text, preview);
    }
}
