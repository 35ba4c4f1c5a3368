package katas.shopping.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import katas.shopping.Shards;
import katas.shopping.effect.Place;
import katas.shopping.messages.Message;
import katas.shopping.messages.Money;
import katas.shopping.messages.OrderLine;
import org.jspecify.annotations.Nullable;

/**
 * What a customer ordered, and how far that has come.
 *
 * @param owner whose it is; a guest's, of whoever knows its id, without
 * @param total what the customer was shown, and pays
 * @param reason why nothing comes of it; null as long as something may
 * @param steps what has happened, the oldest first
 */
public record Order(
        String id,
        String cartId,
        @Nullable String owner,
        List<Line> lines,
        Money total,
        Payment payment,
        Phase phase,
        @Nullable String reason,
        List<Step> steps) {

    /** A line of the cart, and what the inventory did about it. */
    public record Line(OrderLine wanted, Stage stage) {}

    /** How far the inventory is with a line. */
    public enum Stage {
        ASKED,
        RESERVED,
        EXPIRED,
        REFUSED,
        SELLING,
        SOLD,
        SALE_REFUSED,
        RELEASING,
        /** Nothing had been kept, and nothing will be. */
        RELEASED,
        /** What had been kept, or sold, is on the shelf again. */
        PUT_BACK
    }

    /** How far the payment is. */
    public enum Payment {
        NONE,
        ASKED,
        CAPTURED,
        DECLINED,
        VOIDING,
        /** As voiding, but nobody waits for the answer any more. */
        UNSETTLED,
        /** Nothing had been captured, and nothing will be. */
        VOIDED,
        REFUNDED
    }

    /** What the order waits for, or how it ended. */
    public enum Phase {
        RESERVING,
        PAYING,
        SELLING,
        UNDOING,
        COMPLETED,
        REJECTED,
        COMPENSATED;

        /** Returns whether it is decided: nothing comes after it but the news that money was given back. */
        public boolean last() {
            return compareTo(UNDOING) > 0;
        }
    }

    /**
     * Something that happened.
     *
     * @param name such as {@code stock-reserved}
     * @param sku of the line that it happened to, unless it happened to the order
     */
    public record Step(String name, @Nullable String sku, Instant at) {

        /** Names a step after an event, such as {@code StockReserved}. */
        static String named(String event) {
            return event.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        }
    }

    public Order {
        lines = List.copyOf(lines);
        steps = List.copyOf(steps);
    }

    static Place<Order> at(String id) {
        return new Place<>(Shards.of(id), "order:" + id, Order.class);
    }

    /** Returns whether nothing more will happen. */
    boolean settled() {
        return phase.last() && payment != Payment.UNSETTLED;
    }

    /** Returns when the order came. */
    public Instant since() {
        return steps.getFirst().at();
    }

    boolean any(Stage... stages) {
        return lines.stream().anyMatch(in(stages));
    }

    boolean all(Stage... stages) {
        return lines.stream().allMatch(in(stages));
    }

    /** Returns the SKUs of which there were not so many. */
    List<String> missing() {
        return lines.stream()
                .filter(in(Stage.REFUSED, Stage.SALE_REFUSED))
                .map(line -> line.wanted().sku())
                .toList();
    }

    /** Moves the line of a SKU on, if it is where it can be moved from. */
    Order moving(String sku, Set<Stage> from, Stage to) {
        return moving(line -> line.wanted().sku().equals(sku) && from.contains(line.stage()), to);
    }

    Order moving(Predicate<Line> which, Stage to) {
        UnaryOperator<Line> move = line -> which.test(line) ? new Line(line.wanted(), to) : line;
        return with(lines.stream().map(move).toList(), payment, phase, reason, steps);
    }

    Order payment(Payment next) {
        return with(lines, next, phase, reason, steps);
    }

    Order in(Phase next) {
        return with(lines, payment, next, reason, steps);
    }

    /** Remembers why nothing comes of it: the first cause counts. */
    Order because(String cause) {
        return with(lines, payment, phase, reason == null ? cause : reason, steps);
    }

    Order step(Message message, @Nullable String sku, Instant now) {
        return step(Step.named(message.getClass().getSimpleName()), sku, now);
    }

    Order step(String name, @Nullable String sku, Instant now) {
        var longer = new ArrayList<>(steps);
        longer.add(new Step(name, sku, now));
        return with(lines, payment, phase, reason, longer);
    }

    private Order with(
            List<Line> newLines, Payment newPayment, Phase newPhase, @Nullable String newReason, List<Step> newSteps) {
        return new Order(id, cartId, owner, newLines, total, newPayment, newPhase, newReason, newSteps);
    }

    private static Predicate<Line> in(Stage... stages) {
        return line -> List.of(stages).contains(line.stage());
    }
}
