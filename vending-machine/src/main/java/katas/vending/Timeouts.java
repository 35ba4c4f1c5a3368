package katas.vending;

import java.time.Duration;

/**
 * How long a machine waits.
 *
 * @param idle for the buyer's next step, before the credit is returned
 * @param motor for the motor's report, before the outcome is given up as unknown
 * @param drop for the drop sensor's report, likewise
 */
public record Timeouts(Duration idle, Duration motor, Duration drop) {
    public static final Timeouts USUAL =
            new Timeouts(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(5));

    /** Returns the longest wait for a report of the device. */
    public Duration device() {
        return motor.compareTo(drop) > 0 ? motor : drop;
    }
}
