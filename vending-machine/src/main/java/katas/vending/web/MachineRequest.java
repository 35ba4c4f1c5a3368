package katas.vending.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import katas.vending.Coins;
import katas.vending.Event;
import katas.vending.Slot;
import katas.vending.Tubes;
import org.jspecify.annotations.Nullable;

/**
 * Describes a machine that is to be set up. Amounts are in the currency's smallest unit.
 *
 * @param id 1 to 64 letters, digits, dots, dashes or underscores; one is made up if absent
 */
record MachineRequest(
        @Schema(example = "lobby", description = "made up if absent") @Nullable
        String id,

        @Nullable List<@Nullable SlotRequest> slots,
        @Nullable List<@Nullable TubeRequest> tubes) {
    private static final int MAX_SLOTS = 60;
    private static final int MAX_TUBES = 16;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    @Nullable
    String checkedId() {
        return id == null
                ? null
                : Checks.matching(
                        "id",
                        id,
                        ID,
                        "must be 1 to 64 letters, digits, dots, dashes or underscores, a letter or digit first");
    }

    /** Tells whether a machine may have this id; what may not be has never been. */
    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    Event.MachineInstalled installation() {
        return new Event.MachineInstalled(slotsByName(), installedTubes());
    }

    private TreeMap<String, Slot> slotsByName() {
        var named = new TreeMap<String, Slot>();
        var list = sized("slots", slots, MAX_SLOTS);
        for (int i = 0; i < list.size(); i++) {
            var at = "slots[" + i + "]";
            var slot = Checks.present(at, list.get(i));
            if (named.put(Checks.slot(at + ".id", slot.id()), slot.slot(at)) != null) {
                throw new InvalidRequest(at + ".id", "is that of another slot");
            }
        }
        return named;
    }

    private Tubes installedTubes() {
        var counts = new HashMap<Integer, Integer>();
        var capacities = new HashMap<Integer, Integer>();
        var list = sized("tubes", tubes, MAX_TUBES);
        for (int i = 0; i < list.size(); i++) {
            var at = "tubes[" + i + "]";
            var tube = Checks.present(at, list.get(i));
            int denomination = Checks.denomination(at + ".denomination", tube.denomination());
            int capacity = tube.checkedCapacity(at);
            if (capacities.put(denomination, capacity) != null) {
                throw new InvalidRequest(at + ".denomination", "is that of another tube");
            }
            counts.put(denomination, Checks.inRange(at + ".count", tube.count(), 0, capacity));
        }
        return new Tubes(Coins.of(Map.copyOf(counts)), Coins.of(Map.copyOf(capacities)));
    }

    private static <T extends @Nullable Object> List<T> sized(String field, @Nullable List<T> list, int max) {
        var present = Checks.present(field, list);
        if (present.isEmpty() || present.size() > max) {
            throw new InvalidRequest(field, "must be from 1 to " + max + ", were " + present.size());
        }
        return present;
    }

    /**
     * A slot that is to be filled.
     *
     * @param id 1 to 4 letters A to Z or digits
     * @param product 1 to 64 printable characters
     * @param price 1 to 100,000
     * @param stock 0 to 1,000
     */
    record SlotRequest(
            @Schema(example = "A1") @Nullable String id,
            @Schema(example = "Tea") @Nullable String product,
            @Schema(example = "120") @Nullable Integer price,
            @Schema(example = "5") @Nullable Integer stock) {
        private static final int MAX_PRICE = 100_000;
        // a letter, mark, number, punctuation or symbol at both ends, and plain spaces between
        private static final Pattern PRODUCT =
                Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]([\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]{0,62}"
                        + "[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}])?");

        Slot slot(String at) {
            return new Slot(
                    Checks.matching(
                            at + ".product",
                            product,
                            PRODUCT,
                            "must be 1 to 64 printable characters, none a line break"),
                    Checks.inRange(at + ".price", price, 1, MAX_PRICE),
                    Checks.inRange(at + ".stock", stock, 0, Checks.MAX_UNITS),
                    false);
        }
    }

    /**
     * A tube that coins of one denomination are paid from.
     *
     * @param denomination 1 to 100,000
     * @param count from 0 to the capacity
     * @param capacity 1 to 1,000; 50 if absent
     */
    record TubeRequest(
            @Schema(example = "10") @Nullable Integer denomination,
            @Schema(example = "20") @Nullable Integer count,

            @Schema(example = "50", description = "50 if absent") @Nullable
            Integer capacity) {
        private static final int USUAL_CAPACITY = 50;

        int checkedCapacity(String at) {
            return capacity == null ? USUAL_CAPACITY : Checks.inRange(at + ".capacity", capacity, 1, Checks.MAX_COINS);
        }
    }
}
