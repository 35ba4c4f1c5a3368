package katas.urlshortener;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Where a link leads: an absolute http or https URI in ASCII, at most 2,048 characters.
 *
 * @param uri as it goes into the {@code Location} header: visible ASCII characters
 */
public record Target(String uri) {
    static final int MAX_LENGTH = 2048;
    private static final String FIELD = "target";

    public Target {
        if (!uri.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("not fit for a header: a target of other than visible ASCII characters");
        }
    }

    /**
     * Reads a target; characters beyond ASCII in path and query are percent-encoded.
     *
     * @param own where this service answers; a link there would lead in a circle
     * @throws InvalidLink if it is none, or one that a link must not lead to
     */
    public static Target parse(String text, OwnHosts own) {
        if (text.isEmpty()) {
            throw invalid("must not be empty");
        }
        checkLength(text);
        if (text.chars().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c))) {
            // a line break here would be a header of the caller's in every redirect
            throw invalid("must not contain line breaks, control characters or spaces");
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw invalid("must not contain half of a character");
        }
        var uri = uri(text);
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw invalid("must begin with http:// or https://");
        }
        if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            throw invalid("must not contain a user name or password");
        }
        if (uri.getHost() == null) {
            throw invalid("must name a host of ASCII letters, digits, dots and hyphens");
        }
        if (uri.getPort() == 0 || uri.getPort() > 0xFFFF) {
            throw invalid("must have a port from 1 to 65535");
        }
        if (own.has(uri)) {
            throw invalid("must not lead back to this service, which would be a loop");
        }
        var ascii = ascii(text);
        checkLength(ascii);
        return new Target(ascii);
    }

    private static void checkLength(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid("must have at most " + MAX_LENGTH + " characters, had " + text.length());
        }
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            var place = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
            throw invalid("must be a URI: " + e.getReason().toLowerCase(Locale.ROOT) + place);
        }
    }

    // unlike URI.toASCIIString, which composes accents: that may be another page
    private static String ascii(String text) {
        var ascii = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                ascii.append((char) c);
            } else {
                for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    ascii.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
                }
            }
        });
        return ascii.toString();
    }

    private static InvalidLink invalid(String reason) {
        return new InvalidLink(FIELD, reason);
    }
}
