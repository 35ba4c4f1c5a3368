package katas.shopping.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import katas.shopping.OnRole;
import katas.shopping.Role;
import katas.shopping.payment.Attempts;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@OnRole(Role.PAYMENT)
@RestController
@Tag(name = "orders")
class PaymentCallbackController {
    private final Attempts attempts;

    PaymentCallbackController(Attempts attempts) {
        this.attempts = attempts;
    }

    /** Believes nothing of what is told, whoever tells it: the provider is asked. */
    @PostMapping("/v1/payment-callbacks/{orderId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Hears from the payment provider that it knows more about an order: it is asked what")
    void hear(@PathVariable String orderId) {
        if (OrderBook.isId(orderId)) {
            attempts.hint(orderId);
        }
    }
}
