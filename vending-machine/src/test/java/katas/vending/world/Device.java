package katas.vending.world;

import katas.vending.Order;
import org.jspecify.annotations.Nullable;

/**
 * Motor, drop sensor and changer.
 *
 * @param read the order that it has read and not yet carried out; lost in a power cut
 * @param last number of the last order carried out, which survives a power cut; it carries out none twice
 * @param turned whether it can report that the motor has turned for that order
 * @param sensor what the sensor can report about it
 * @param paid whether it can report that the coins of that order are paid out
 */
public record Device(@Nullable Order read, int last, boolean turned, Sensor sensor, boolean paid) {
    static final Device NEW = new Device(null, 0, false, Sensor.SILENT, false);

    /** What the drop sensor is sure of. */
    public enum Sensor {
        SILENT,
        SEEN,
        MISSED
    }

    boolean wants(@Nullable Order order) {
        return order != null && read == null && order.number() > last;
    }

    Device reading(@Nullable Order order) {
        return new Device(order, last, turned, sensor, paid);
    }

    Device hasTurned(Order order, boolean nowTurned, Sensor nowSensor) {
        return new Device(null, order.number(), nowTurned, nowSensor, false);
    }

    Device hasPaid(Order order) {
        return new Device(null, order.number(), false, Sensor.SILENT, true);
    }

    /** What it can say about an order that is not under way any more is the same as a late report: forgotten here. */
    Device settled(@Nullable Order before, @Nullable Order after) {
        var reading = read == null || before == null || read.number() != before.number() ? stale(read) : after;
        return before != null && after != null && last == before.number()
                ? new Device(reading, after.number(), turned, sensor, paid)
                : NEW.reading(reading);
    }

    private static @Nullable Order stale(@Nullable Order order) {
        return switch (order) {
            case null -> null;
            case Order.TurnMotor(var _, var slot, var _) -> new Order.TurnMotor(1, slot, 1);
            case Order.PayOut(var _, var coins, var purpose) -> new Order.PayOut(1, coins, purpose);
        };
    }
}
