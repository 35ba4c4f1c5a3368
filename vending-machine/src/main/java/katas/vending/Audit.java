package katas.vending;

import static katas.vending.Books.Entry.FILLED;
import static katas.vending.Books.Entry.INSERTED;
import static katas.vending.Books.Entry.SALES;
import static katas.vending.Books.Entry.UNITS_SOLD;
import static katas.vending.Books.Entry.UNITS_STOCKED;
import static katas.vending.Books.Entry.UNITS_UNACCOUNTED;

import java.util.List;
import java.util.stream.Stream;

/** Compares what a machine holds with its books. */
public final class Audit {
    private Audit() {}

    /** Returns a sentence for each equation that does not hold; none when nothing is missing and nothing too much. */
    public static List<String> violations(Machine machine) {
        var books = machine.books();
        long held = machine.escrow().value() + machine.owed().value();
        long earned = machine.tubes().content().value() + machine.box().value();
        long stock = machine.slots().values().stream().mapToLong(Slot::stock).sum();
        return Stream.of(
                        equation(
                                "inserted + filled = returned + escrow + owed + tubes + box",
                                books.sum(INSERTED) + books.sum(FILLED),
                                books.returned() + held + earned),
                        equation(
                                "inserted = sales + returned + escrow + owed",
                                books.sum(INSERTED),
                                books.sum(SALES) + books.returned() + held),
                        equation(
                                "stocked = stock + sold + unaccounted",
                                books.sum(UNITS_STOCKED),
                                stock + books.sum(UNITS_SOLD) + books.sum(UNITS_UNACCOUNTED)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> equation(String text, long left, long right) {
        return left == right ? List.of() : List.of(text + ": " + left + " is not " + right);
    }
}
