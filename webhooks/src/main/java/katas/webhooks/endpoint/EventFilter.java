package katas.webhooks.endpoint;

import katas.webhooks.message.EventType;

/**
 * Which messages an endpoint wants: those of one type ({@code order.paid}), of all below one ({@code order.*}), or all ({@code
 * *}).
 */
public record EventFilter(String pattern) {
    private static final String ALL = "*";
    private static final String BELOW = ".*";

    public EventFilter {
        if (!isPattern(pattern)) {
            throw new IllegalArgumentException("neither an event type, nor one followed by .*, nor *: " + pattern);
        }
    }

    /** Tells whether a text can be a filter. */
    public static boolean isPattern(String text) {
        return text.equals(ALL) || EventType.isName(text.endsWith(BELOW) ? above(text) : text);
    }

    public boolean wants(EventType type) {
        if (pattern.endsWith(BELOW)) {
            return type.name().startsWith(above(pattern) + ".");
        }
        return pattern.equals(ALL) || pattern.equals(type.name());
    }

    private static String above(String pattern) {
        return pattern.substring(0, pattern.length() - BELOW.length());
    }
}
