package katas.vending.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import katas.vending.Order;
import katas.vending.State;
import org.jspecify.annotations.Nullable;

/** What the device is to do, once for each number. */
@Schema(oneOf = {OrderView.TurnMotorView.class, OrderView.PayOutView.class})
sealed interface OrderView {

    record TurnMotorView(int number, String type, String slot, int attempt) implements OrderView {}

    record PayOutView(int number, String type, long amount, List<CoinView> coins, String purpose)
            implements OrderView {}

    /** Returns the order that is under way, if one is. */
    static @Nullable OrderView in(State state) {
        return switch (state) {
            case State.Dispensing dispensing -> of(dispensing.order());
            case State.ReturningChange returning -> of(returning.order());
            case State.Idle _, State.HoldingCredit _, State.OutOfService _, State.InServiceMode _ -> null;
        };
    }

    static OrderView of(Order order) {
        return switch (order) {
            case Order.TurnMotor(int number, var slot, int attempt) ->
                new TurnMotorView(number, "turn-motor", slot, attempt);
            case Order.PayOut(int number, var coins, var purpose) ->
                new PayOutView(number, "pay-out", coins.value(), CoinView.all(coins), Names.of(purpose));
        };
    }
}
