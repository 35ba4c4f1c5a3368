package katas.shopping.view;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One building of a view from the first event on; a rebuild makes the next.
 *
 * @param number from 1
 */
public record Generation(String view, long number) {
    private static final Pattern CONSUMER = Pattern.compile("view-([a-z]+)-g([1-9][0-9]{0,17})");

    /** Returns the name of the consumer that builds it, such as {@code view-carts-g2}. */
    public String consumer() {
        return "view-%s-g%d".formatted(view, number);
    }

    /** Returns the generation that a consumer of this name builds, if it builds any. */
    public static Optional<Generation> builtBy(String consumer) {
        var matcher = CONSUMER.matcher(consumer);
        return matcher.matches()
                ? Optional.of(new Generation(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    Generation next() {
        return new Generation(view, number + 1);
    }
}
