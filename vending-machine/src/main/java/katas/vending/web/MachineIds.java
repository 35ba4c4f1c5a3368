package katas.vending.web;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes ids that sort by the time they were made at. */
final class MachineIds {
    private static final int TIME_DIGITS = 12;

    private final InstantSource clock;
    private final RandomGenerator random;

    MachineIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    String next() {
        var hex = HexFormat.of();
        return "vm_" + hex.toHexDigits(clock.millis(), TIME_DIGITS) + hex.toHexDigits(random.nextInt());
    }
}
