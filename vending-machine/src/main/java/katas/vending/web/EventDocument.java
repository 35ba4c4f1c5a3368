package katas.vending.web;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import katas.vending.Event;
import katas.vending.Order;

/** Events in JSON. Whose coin it was stays untold: what a session is known by is nobody's but its holder's. */
@Schema(type = "object", description = "has a type, and the fields of it")
final class EventDocument {
    private final String type;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private EventDocument(String type) {
        this.type = type;
        fields.put("type", type);
    }

    static List<EventDocument> all(List<Event> events) {
        return events.stream().map(EventDocument::of).toList();
    }

    static EventDocument of(Event event) {
        return switch (event) {
            case Event.MachineInstalled(var slots, var tubes) ->
                new EventDocument("machine-installed")
                        .with("slots", MachineView.SlotView.all(slots))
                        .with("tubes", MachineView.TubeView.all(tubes));
            case Event.CoinInserted(int denomination, var _, var until) ->
                new EventDocument("coin-inserted")
                        .with("denomination", denomination)
                        .with("until", until);
            case Event.CoinRejected(int denomination) ->
                new EventDocument("coin-rejected").with("denomination", denomination);
            case Event.VendStarted(var order, int price, var change, var until) ->
                new EventDocument("vend-started")
                        .with("order", OrderView.of(order))
                        .with("price", price)
                        .with("change", change.value())
                        .with("until", until);
            case Event.MotorStopped(var until) -> new EventDocument("motor-stopped").with("until", until);
            case Event.VendRetried(var order, var until) ->
                new EventDocument("vend-retried")
                        .with("order", OrderView.of(order))
                        .with("until", until);
            case Event.ItemSold(var slot, int price) ->
                new EventDocument("item-sold").with("slot", slot).with("price", price);
            case Event.SlotJammed(var slot) -> new EventDocument("slot-jammed").with("slot", slot);
            case Event.ItemLostSight(var slot) -> new EventDocument("item-lost-sight").with("slot", slot);
            case Event.PayOutStarted(var order) -> paid("pay-out-started", order);
            case Event.CoinsReturned(var order) -> paid("coins-returned", order);
            case Event.SlotRestocked(var slot, int units) ->
                new EventDocument("slot-restocked").with("slot", slot).with("units", units);
            case Event.TubeRefilled(int denomination, int coins) ->
                new EventDocument("tube-refilled")
                        .with("denomination", denomination)
                        .with("coins", coins);
            case Event.DoorOpened _ -> new EventDocument("door-opened");
            case Event.DoorClosed _ -> new EventDocument("door-closed");
            case Event.FaultRaised(var fault) -> new EventDocument("fault-raised").with("fault", Names.of(fault));
            case Event.FaultCleared(var fault) -> new EventDocument("fault-cleared").with("fault", Names.of(fault));
        };
    }

    private static EventDocument paid(String type, Order.PayOut order) {
        return new EventDocument(type).with("order", OrderView.of(order));
    }

    private EventDocument with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    String type() {
        return type;
    }

    @JsonValue
    Map<String, Object> fields() {
        return fields;
    }
}
