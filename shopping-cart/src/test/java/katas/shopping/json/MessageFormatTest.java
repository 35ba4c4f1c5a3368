package katas.shopping.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import katas.shopping.effect.Poison;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import katas.shopping.messages.CartEvent.CartCreated;
import katas.shopping.messages.CartEvent.LinesChanged;
import katas.shopping.messages.LineChange;
import katas.shopping.messages.Money;
import katas.shopping.messages.OrderLine;
import katas.shopping.messages.PaymentCommand.CapturePayment;
import katas.shopping.messages.Slip;
import katas.shopping.messages.SlipEvent.PaymentSettled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFormatTest {
    private static final String CREATED = "shopping-cart.cart-created.v1";
    private static final String CHANGED = "shopping-cart.lines-changed.";

    private final MessageFormat format = new MessageFormat();

    @Test
    void what_was_written_is_read_again() {
        var lines = List.of(new OrderLine("tea", 2, new Money(250, "EUR")));
        var message = new CartCheckedOut("cart_1", 3, "order_1", null, lines, new Money(500, "EUR"));

        assertThat(format.read(MessageFormat.typeOf(message), format.write(message)))
                .isEqualTo(message);
    }

    @Test
    void the_names_of_types_never_change() {
        assertThat(MessageFormat.all().keySet())
                .containsExactlyInAnyOrder(
                        "shopping-cart.cart-created.v1",
                        "shopping-cart.lines-changed.v2",
                        "shopping-cart.cart-merged-into.v1",
                        "shopping-cart.cart-merge-refused.v1",
                        "shopping-cart.cart-checked-out.v2",
                        "shopping-cart.cart-reopened.v1",
                        "shopping-cart.cart-expired.v1",
                        "shopping-cart.line-passed.v2",
                        "shopping-cart.stock-settled.v2",
                        "shopping-cart.payment-settled.v2",
                        "shopping-cart.order-completed.v1",
                        "shopping-cart.order-rejected.v1",
                        "shopping-cart.order-compensated.v1",
                        "shopping-cart.reserve-stock.v1",
                        "shopping-cart.commit-stock.v1",
                        "shopping-cart.release-stock.v1",
                        "shopping-cart.stock-reserved.v1",
                        "shopping-cart.stock-refused.v1",
                        "shopping-cart.reservation-expired.v1",
                        "shopping-cart.stock-sold.v1",
                        "shopping-cart.sale-refused.v1",
                        "shopping-cart.stock-released.v1",
                        "shopping-cart.keep-payment-token.v1",
                        "shopping-cart.capture-payment.v2",
                        "shopping-cart.void-payment.v1",
                        "shopping-cart.payment-captured.v1",
                        "shopping-cart.payment-declined.v1",
                        "shopping-cart.payment-voided.v1");
        assertThat(MessageFormat.nameOf(CREATED)).isEqualTo("CartCreated");
    }

    @Test
    void the_text_of_a_message_never_changes() {
        var changed = new LinesChanged("cart_1", 2, List.of(new LineChange("tea", 3, 1, new Money(250, "EUR"))));

        assertThat(format.write(changed))
                .isEqualTo(
                        "{\"cartId\":\"cart_1\",\"version\":2,\"lines\":[{\"sku\":\"tea\",\"quantity\":3,\"before\":1,"
                                + "\"unitPrice\":{\"amount\":250,\"currency\":\"EUR\"}}]}");
    }

    @Test
    void version_1_of_changed_lines_is_brought_up_to_date() {
        var old = "{\"cartId\":\"cart_1\",\"version\":2,\"lines\":["
                + "{\"sku\":\"tea\",\"quantity\":3,\"added\":2,\"unitAmount\":250},"
                + "{\"sku\":\"jam\",\"quantity\":0,\"added\":-4,\"unitAmount\":399}]}";

        assertThat(format.read(CHANGED + "v1", old))
                .isEqualTo(new LinesChanged(
                        "cart_1",
                        2,
                        List.of(
                                new LineChange("tea", 3, 1, new Money(250, "EUR")),
                                new LineChange("jam", 0, 4, new Money(399, "EUR")))));
    }

    @Test
    void version_1_of_a_checkout_and_of_what_followed_loses_its_payment_token() {
        var cart = "{\"cartId\":\"cart_1\",\"version\":3,\"orderId\":\"ord_1\",\"owner\":null,\"lines\":[],"
                + "\"total\":{\"amount\":500,\"currency\":\"EUR\"},\"paymentToken\":\"tok-4711\"}";
        var checkedOut = new CartCheckedOut("cart_1", 3, "ord_1", null, List.of(), new Money(500, "EUR"));

        assertThat(format.read("shopping-cart.cart-checked-out.v1", cart)).isEqualTo(checkedOut);
        assertThat(
                        format.read(
                                "shopping-cart.capture-payment.v1",
                                "{\"orderId\":\"ord_1\",\"amount\":{\"amount\":500,\"currency\":\"EUR\"},\"paymentToken\":\"tok-4711\"}"))
                .isEqualTo(new CapturePayment("ord_1", new Money(500, "EUR")));
        assertThat(format.read(
                        "shopping-cart.payment-settled.v1",
                        "{\"slip\":{\"cart\":" + cart
                                + ",\"leg\":\"PAYING\",\"stop\":0,\"reason\":null,\"stamps\":[]}}"))
                .isEqualTo(new PaymentSettled(new Slip(checkedOut, Slip.Leg.PAYING, 0, null, List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cart-checked-out", "capture-payment", "line-passed", "stock-settled", "payment-settled"})
    void what_says_nothing_of_a_token_is_not_version_1(String name) {
        assertThatThrownBy(() -> format.read("shopping-cart." + name + ".v1", "{\"slip\":{\"cart\":{}}}"))
                .isInstanceOf(Poison.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shopping-cart.cart-created.v2",
                "shopping-cart.cart-created",
                "shopping-cart.cart-exploded.v1",
                "CartCreated",
                "shopping-cart.lines-changed.v3",
                "shopping-cart.lines-changed.v0"
            })
    void an_unknown_type_or_version_is_never_guessed_at(String type) {
        assertThatThrownBy(() -> format.read(type, "{\"cartId\":\"cart_1\",\"version\":1,\"owner\":null}"))
                .isInstanceOf(Poison.class)
                .hasMessage("unknown type " + type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "null",
                "[]",
                "\"cart_1\"",
                "{}",
                "{\"cartId\":\"cart_1\",\"version\":1}",
                "{\"cartId\":null,\"version\":1,\"owner\":null}",
                "{\"cartId\":\"cart_1\",\"version\":null,\"owner\":null}",
                "{\"cartId\":\"cart_1\",\"version\":\"1\",\"owner\":null}",
                "{\"cartId\":\"cart_1\",\"version\":1.5,\"owner\":null}",
                "{\"cartId\":7,\"version\":1,\"owner\":null}",
                "{\"cartId\":\"cart_1\",\"version\":1,\"owner\":null,\"colour\":\"red\"}",
                "{\"cartId\":\"cart_1\",\"version\":1,\"version\":2,\"owner\":null}",
                "{\"cartId\":\"cart_1\",\"version\":1,\"owner\":null} {}"
            })
    void what_is_no_such_message_is_poison(String text) {
        assertThatThrownBy(() -> format.read(CREATED, text)).isInstanceOf(Poison.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cartId\":\"c\",\"version\":2,\"lines\":[null]}",
                "{\"cartId\":\"c\",\"version\":2,\"lines\":null}",
                "{\"cartId\":\"c\",\"version\":2,\"lines\":[{\"sku\":\"tea\",\"quantity\":1,\"before\":0,"
                        + "\"unitPrice\":{\"amount\":-1,\"currency\":\"EUR\"}}]}"
            })
    void what_the_domain_would_not_make_is_poison(String text) {
        assertThatThrownBy(() -> format.read(CHANGED + "v2", text)).isInstanceOf(Poison.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cartId\":\"c\",\"version\":2,\"lines\":[{\"sku\":\"tea\",\"quantity\":1,\"unitAmount\":1}]}",
                "{\"cartId\":\"c\",\"version\":2,\"lines\":[{\"sku\":\"tea\",\"quantity\":1,\"added\":1}]}",
                "{\"cartId\":\"c\",\"version\":2,\"lines\":[{\"sku\":\"tea\",\"quantity\":1,\"added\":\"1\",\"unitAmount\":1}]}",
                "{\"cartId\":\"c\",\"version\":2,\"lines\":[7]}",
                "{\"cartId\":\"c\",\"version\":2}"
            })
    void what_is_not_quite_version_1_is_poison(String text) {
        assertThatThrownBy(() -> format.read(CHANGED + "v1", text)).isInstanceOf(Poison.class);
    }

    @Test
    void an_owner_may_be_nobody() {
        assertThat(format.read(CREATED, "{\"cartId\":\"cart_1\",\"version\":1,\"owner\":null}"))
                .isEqualTo(new CartCreated("cart_1", 1, null));
    }
}
