package katas.vending;

import static katas.vending.Books.Entry.CHANGE;
import static katas.vending.Books.Entry.FILLED;
import static katas.vending.Books.Entry.INSERTED;
import static katas.vending.Books.Entry.REFUNDED;
import static katas.vending.Books.Entry.REJECTED;
import static katas.vending.Books.Entry.SALES;
import static katas.vending.Books.Entry.UNITS_SOLD;
import static katas.vending.Books.Entry.UNITS_STOCKED;
import static katas.vending.Books.Entry.UNITS_UNACCOUNTED;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** What a machine has taken in and given out since it was set up: sums over its journal, which only ever grow. */
@SuppressWarnings("EnumOrdinal") // an index in memory, never stored
public final class Books {
    public static final Books EMPTY = new Books(new long[Entry.values().length]);

    private final long[] sums; // by the entries' ordinal numbers

    private Books(long[] sums) {
        this.sums = sums;
    }

    /** @param sums what is absent is 0 */
    public Books(Map<Entry, Long> sums) {
        this(new long[EMPTY.sums.length]);
        sums.forEach((entry, sum) -> this.sums[entry.ordinal()] = sum);
    }

    /** One sum; amounts are in the currency's smallest unit. */
    public enum Entry {
        /** Coins that buyers put in, rejected ones included. */
        INSERTED,
        /** Coins that went straight back. */
        REJECTED,
        /** Paid out as change. */
        CHANGE,
        /** Paid out to buyers who got nothing. */
        REFUNDED,
        /** Coins that the operator put into the tubes. */
        FILLED,
        /** Prices of what was sold. */
        SALES,
        /** Units that dropped and were paid for. */
        UNITS_SOLD,
        /** Units that the operator put in. */
        UNITS_STOCKED,
        /** Units of which nobody knows whether they dropped; nobody paid for them. */
        UNITS_UNACCOUNTED
    }

    public long sum(Entry entry) {
        return sums[entry.ordinal()];
    }

    /** Returns all sums. */
    public Map<Entry, Long> sums() {
        var all = new EnumMap<Entry, Long>(Entry.class);
        for (var entry : Entry.values()) {
            all.put(entry, sum(entry));
        }
        return all;
    }

    /** Returns all that went back to buyers. */
    public long returned() {
        return sum(REJECTED) + sum(CHANGE) + sum(REFUNDED);
    }

    /** Returns the books with one more event in them. */
    public Books after(Event event) {
        return switch (event) {
            case Event.MachineInstalled(var slots, var tubes) ->
                plus(FILLED, tubes.content().value())
                        .plus(
                                UNITS_STOCKED,
                                slots.values().stream().mapToLong(Slot::stock).sum());
            case Event.CoinInserted(int denomination, var _, var _) -> plus(INSERTED, denomination);
            case Event.CoinRejected(int denomination) ->
                plus(INSERTED, denomination).plus(REJECTED, denomination);
            case Event.ItemSold(var _, int price) -> plus(SALES, price).plus(UNITS_SOLD, 1);
            case Event.ItemLostSight _ -> plus(UNITS_UNACCOUNTED, 1);
            case Event.CoinsReturned(var order) ->
                plus(entryOf(order.purpose()), order.coins().value());
            case Event.SlotRestocked(var _, int units) -> plus(UNITS_STOCKED, units);
            case Event.TubeRefilled(int denomination, int coins) -> plus(FILLED, (long) denomination * coins);
            case Event.VendStarted _,
                    Event.MotorStopped _,
                    Event.VendRetried _,
                    Event.SlotJammed _,
                    Event.PayOutStarted _,
                    Event.DoorOpened _,
                    Event.DoorClosed _,
                    Event.FaultRaised _,
                    Event.FaultCleared _ -> this;
        };
    }

    private static Entry entryOf(Order.Purpose purpose) {
        return switch (purpose) {
            case CHANGE -> CHANGE;
            case REFUND -> REFUNDED;
        };
    }

    private Books plus(Entry entry, long amount) {
        var next = sums.clone();
        next[entry.ordinal()] = Math.addExact(next[entry.ordinal()], amount);
        return new Books(next);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Books books && Arrays.equals(sums, books.sums);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sums);
    }

    @Override
    public String toString() {
        return sums().toString();
    }
}
