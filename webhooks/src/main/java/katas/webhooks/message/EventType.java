package katas.webhooks.message;

import java.util.regex.Pattern;

/**
 * What a message is about, such as {@code order.paid}.
 *
 * @param name words of lower-case letters, digits and underscores, with dots between, 128 characters at most
 */
public record EventType(String name) {
    private static final int MAX_LENGTH = 128;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+(?:\\.[a-z0-9_]+)*");

    public EventType {
        if (!isName(name)) {
            throw new IllegalArgumentException("not an event type: " + name);
        }
    }

    /** Tells whether a text can be the name of one. */
    public static boolean isName(String text) {
        return text.length() <= MAX_LENGTH && NAME.matcher(text).matches();
    }
}
