package katas.vending.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import katas.vending.Audit;
import katas.vending.Books;
import katas.vending.Books.Entry;
import katas.vending.Machine;
import katas.vending.Slot;
import katas.vending.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * A machine's books: the sums, what it holds, and whether the two agree.
 *
 * @param violations a sentence for each equation that does not hold
 * @param recount what a replay of the whole journal says; absent if none was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BooksView(
        String machine,
        long version,
        Sums sums,
        Held held,
        boolean balanced,
        List<String> violations,
        @Nullable Recount recount) {

    static BooksView of(Snapshot snapshot, @Nullable Recount recount) {
        var violations = Audit.violations(snapshot.machine());
        return new BooksView(
                snapshot.id(),
                snapshot.version(),
                Sums.of(snapshot.machine().books()),
                Held.by(snapshot.machine()),
                violations.isEmpty(),
                violations,
                recount);
    }

    /** Sums over the journal, see {@link Books}. */
    record Sums(
            long sales,
            long inserted,
            long rejected,
            long change,
            long refunded,
            long filled,
            long unitsSold,
            long unitsStocked,
            long unitsUnaccounted) {
        static Sums of(Books books) {
            return new Sums(
                    books.sum(Entry.SALES),
                    books.sum(Entry.INSERTED),
                    books.sum(Entry.REJECTED),
                    books.sum(Entry.CHANGE),
                    books.sum(Entry.REFUNDED),
                    books.sum(Entry.FILLED),
                    books.sum(Entry.UNITS_SOLD),
                    books.sum(Entry.UNITS_STOCKED),
                    books.sum(Entry.UNITS_UNACCOUNTED));
        }
    }

    /** What the machine holds now; {@code cash} is that of tubes and box together. */
    record Held(long credit, long owed, long cash, long tubes, long box, long units) {
        static Held by(Machine machine) {
            long tubes = machine.tubes().content().value();
            long box = machine.box().value();
            return new Held(
                    machine.escrow().value(),
                    machine.owed().value(),
                    tubes + box,
                    tubes,
                    box,
                    machine.slots().values().stream().mapToLong(Slot::stock).sum());
        }
    }
}
