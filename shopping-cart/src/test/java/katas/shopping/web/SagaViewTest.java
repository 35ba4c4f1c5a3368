package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import katas.shopping.messages.Money;
import katas.shopping.messages.OrderLine;
import katas.shopping.order.Order;
import katas.shopping.order.Order.Payment;
import katas.shopping.order.Order.Phase;
import katas.shopping.order.Order.Stage;
import katas.shopping.payment.PaymentDue;
import katas.shopping.web.SagaView.Wait;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SagaViewTest {
    private static final Money PRICE = new Money(999, "EUR");
    private static final Instant SOON = Instant.parse("2026-01-01T00:00:05Z");

    @Test
    void it_says_which_lines_are_waited_for_and_for_what() {
        assertThat(waits(Phase.RESERVING, Stage.ASKED, Payment.NONE, null))
                .containsExactly(new Wait("stock-reserved", "tea", null, null));
        assertThat(waits(Phase.SELLING, Stage.SELLING, Payment.CAPTURED, null))
                .containsExactly(new Wait("stock-sold", "tea", null, null));
    }

    @Test
    void it_says_when_the_provider_is_asked_next_and_how_often_it_was_asked_in_vain() {
        var due = new PaymentDue(3, SOON);

        assertThat(waits(Phase.PAYING, Stage.RESERVED, Payment.ASKED, due))
                .containsExactly(new Wait("payment-captured", null, 3, SOON));
        assertThat(waits(Phase.UNDOING, Stage.RELEASING, Payment.VOIDING, due))
                .containsExactly(
                        new Wait("stock-released", "tea", null, null), new Wait("payment-voided", null, 3, SOON));
        assertThat(waits(Phase.COMPENSATED, Stage.PUT_BACK, Payment.UNSETTLED, due))
                .containsExactly(new Wait("payment-voided", null, 3, SOON));
        assertThat(waits(Phase.PAYING, Stage.RESERVED, Payment.ASKED, null))
                .containsExactly(new Wait("payment-captured", null, null, null));
    }

    @Test
    void the_order_itself_is_shown_as_ever() {
        var json = JsonMapper.shared().valueToTree(view(Phase.PAYING, Stage.RESERVED, Payment.ASKED, null));

        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder("id", "cartId", "state", "total", "lines", "steps", "waitsFor");
    }

    private static List<Wait> waits(Phase phase, Stage stage, Payment payment, @Nullable PaymentDue due) {
        return view(phase, stage, payment, due).waitsFor();
    }

    private static SagaView view(Phase phase, Stage stage, Payment payment, @Nullable PaymentDue due) {
        var line = new Order.Line(new OrderLine("tea", 1, PRICE), stage);
        var order = new Order("ord_1", "cart_1", null, List.of(line), PRICE, payment, phase, null, List.of());
        return SagaView.of(order, Optional.ofNullable(due));
    }
}
