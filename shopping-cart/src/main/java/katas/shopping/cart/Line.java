package katas.shopping.cart;

import java.util.Comparator;
import java.util.function.BinaryOperator;
import katas.shopping.messages.Money;

/**
 * A line of a cart, as an element of a lattice: of two versions of a line the greater one holds, and every change by hand
 * makes a line greater. So lines can be merged in any order, and as often as one likes.
 *
 * @param reductions how often the line was made less: lowered, removed or made dearer; more of them outweigh any quantity,
 *     and a line that was removed stays removed
 * @param quantity 0 if it was removed, at most {@value #MOST}
 * @param unitPrice what the customer was shown for one when the line was put
 */
public record Line(String sku, int reductions, int quantity, Money unitPrice) {
    public static final int MOST = 999;

    /** Total, so that two carts that differ never call it a draw. */
    private static final Comparator<Line> ORDER = Comparator.comparingInt(Line::reductions)
            .thenComparingInt(Line::quantity)
            .thenComparing(line -> line.unitPrice().amount(), Comparator.reverseOrder())
            .thenComparing(line -> line.unitPrice().currency());

    public Line {
        if (quantity < 0 || quantity > MOST) {
            throw new IllegalArgumentException("quantity must be from 0 to " + MOST + ", was " + quantity);
        }
    }

    /** Returns this line after somebody wanted it so: with one more reduction, if it would be less otherwise. */
    Line put(int quantity, Money unitPrice) {
        var put = new Line(sku, reductions, quantity, unitPrice);
        return ORDER.compare(put, this) < 0 ? new Line(sku, reductions + 1, quantity, unitPrice) : put;
    }

    Line removed() {
        return put(0, unitPrice);
    }

    /** Returns the greater of the two. */
    Line merge(Line other) {
        return BinaryOperator.maxBy(ORDER).apply(this, other);
    }

    boolean present() {
        return quantity > 0;
    }
}
