package katas.webhooks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The beginning of an answer's body, as text that can be shown to anybody.
 *
 * <p>What is no UTF-8 and what would steer a terminal or turn text around is replaced by U+FFFD. Line breaks and tabs stay.
 *
 * @param text at most {@value #MOST_BYTES} bytes of UTF-8
 * @param cut whether there was more
 */
record Excerpt(String text, boolean cut) {
    static final int MOST_BYTES = 16 * 1_024;
    private static final int MOST_OF_LINE = 200;
    private static final int REPLACEMENT = 0xFFFD;

    /** @param cut whether there was more than these */
    static Excerpt of(byte[] body, boolean cut) {
        var text = harmless(new String(body, UTF_8));
        int end = end(text);
        return new Excerpt(text.substring(0, end), cut || end < text.length());
    }

    /** Returns the beginning of a text in one line. */
    static String line(String text) {
        var line = harmless(text.lines().findFirst().orElse(""));
        return line.codePoints()
                .limit(MOST_OF_LINE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String harmless(String text) {
        return text.codePoints()
                .filter(point -> point != '\r')
                .map(point -> isHarmless(point) ? point : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point == '\n' || point == '\t';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    /** Returns how much of a text fits: a replacement is longer than the byte it replaces. */
    private static int end(String text) {
        int bytes = 0;
        for (int index = 0; index < text.length(); ) {
            int point = text.codePointAt(index);
            bytes += bytesOf(point);
            if (bytes > MOST_BYTES) {
                return index;
            }
            index += Character.charCount(point);
        }
        return text.length();
    }

    private static int bytesOf(int point) {
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return Character.isBmpCodePoint(point) ? 3 : 4;
    }
}
