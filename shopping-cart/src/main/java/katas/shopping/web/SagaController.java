package katas.shopping.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import katas.shopping.OnRole;
import katas.shopping.Role;
import katas.shopping.effect.Documents;
import katas.shopping.order.Orders;
import katas.shopping.payment.PaymentDue;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@OnRole(Role.ORDER)
@RestController
@Tag(name = "shop")
class SagaController {
    private static final int MOST = 100;

    private final Orders orders;
    private final Documents documents;

    SagaController(Orders orders, Documents documents) {
        this.orders = orders;
        this.documents = documents;
    }

    @GetMapping(path = "/v1/sagas", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary =
                    "Lists up to 100 orders that are not done with for so long, such as PT30S, the oldest first: what each"
                            + " waits for, and when the payment provider is asked next (admin)")
    Sagas stuck(@RequestParam(defaultValue = "PT0S") Duration stuckFor) {
        return new Sagas(orders.unfinished(Checks.duration("stuckFor", stuckFor), MOST).stream()
                .map(order -> SagaView.of(order, PaymentDue.find(documents, order.id())))
                .toList());
    }

    record Sagas(List<SagaView> items) {}
}
