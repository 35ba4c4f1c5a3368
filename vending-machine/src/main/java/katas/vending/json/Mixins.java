package katas.vending.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.NavigableMap;
import katas.vending.Books;
import katas.vending.Coins;
import katas.vending.Event;
import katas.vending.Receipt;
import katas.vending.State;
import tools.jackson.databind.json.JsonMapper;

/** How the domain's types are spelt in JSON. Names are written out: a class that is renamed must not change them. */
final class Mixins {
    private Mixins() {}

    static JsonMapper.Builder addTo(JsonMapper.Builder mapper) {
        return mapper.addMixIn(Coins.class, AsCounts.class)
                .addMixIn(Books.class, AsSums.class)
                .addMixIn(Event.class, NamedEvent.class)
                .addMixIn(State.class, NamedState.class)
                .addMixIn(Receipt.class, NamedReceipt.class);
    }

    private abstract static class AsCounts {
        @JsonValue
        abstract NavigableMap<Integer, Integer> toMap();

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Coins of(Map<Integer, Integer> counts) {
            return Coins.of(counts);
        }
    }

    private abstract static class AsSums {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        AsSums(@SuppressWarnings("unused") Map<Books.Entry, Long> sums) {}

        @JsonValue
        abstract Map<Books.Entry, Long> sums();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Event.MachineInstalled.class, name = "machine-installed"),
        @JsonSubTypes.Type(value = Event.CoinInserted.class, name = "coin-inserted"),
        @JsonSubTypes.Type(value = Event.CoinRejected.class, name = "coin-rejected"),
        @JsonSubTypes.Type(value = Event.VendStarted.class, name = "vend-started"),
        @JsonSubTypes.Type(value = Event.MotorStopped.class, name = "motor-stopped"),
        @JsonSubTypes.Type(value = Event.VendRetried.class, name = "vend-retried"),
        @JsonSubTypes.Type(value = Event.ItemSold.class, name = "item-sold"),
        @JsonSubTypes.Type(value = Event.SlotJammed.class, name = "slot-jammed"),
        @JsonSubTypes.Type(value = Event.ItemLostSight.class, name = "item-lost-sight"),
        @JsonSubTypes.Type(value = Event.PayOutStarted.class, name = "pay-out-started"),
        @JsonSubTypes.Type(value = Event.CoinsReturned.class, name = "coins-returned"),
        @JsonSubTypes.Type(value = Event.SlotRestocked.class, name = "slot-restocked"),
        @JsonSubTypes.Type(value = Event.TubeRefilled.class, name = "tube-refilled"),
        @JsonSubTypes.Type(value = Event.DoorOpened.class, name = "door-opened"),
        @JsonSubTypes.Type(value = Event.DoorClosed.class, name = "door-closed"),
        @JsonSubTypes.Type(value = Event.FaultRaised.class, name = "fault-raised"),
        @JsonSubTypes.Type(value = Event.FaultCleared.class, name = "fault-cleared")
    })
    private interface NamedEvent {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = State.Idle.class, name = "idle"),
        @JsonSubTypes.Type(value = State.HoldingCredit.class, name = "credit"),
        @JsonSubTypes.Type(value = State.Dispensing.class, name = "dispensing"),
        @JsonSubTypes.Type(value = State.ReturningChange.class, name = "returning-change"),
        @JsonSubTypes.Type(value = State.OutOfService.class, name = "out-of-service"),
        @JsonSubTypes.Type(value = State.InServiceMode.class, name = "service-mode")
    })
    private interface NamedState {}

    // what leaves no trace at a machine is not remembered: no unknown machine, no id that was taken
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Receipt.Done.class, name = "done"),
        @JsonSubTypes.Type(value = Receipt.Refused.class, name = "refused"),
        @JsonSubTypes.Type(value = Receipt.Stale.class, name = "stale")
    })
    private interface NamedReceipt {}
}
