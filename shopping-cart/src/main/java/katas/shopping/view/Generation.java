package katas.shopping.view;

/**
 * One building of a view from the first event on; a rebuild makes the next.
 *
 * @param number from 1
 */
public record Generation(String view, long number) {
    /** Returns the name of the consumer that builds it, such as {@code view-carts-g2}. */
    public String consumer() {
        return "view-%s-g%d".formatted(view, number);
    }

    Generation next() {
        return new Generation(view, number + 1);
    }
}
