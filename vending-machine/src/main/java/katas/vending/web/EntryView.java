package katas.vending.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import katas.vending.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a machine's journal.
 *
 * @param command id of the command that caused it; only the operator sees it, for whoever repeats it gets its answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EntryView(
        long number, long version, Instant at, @Nullable String command, EventDocument event) {
    static EntryView of(JournalEntry entry, boolean operator) {
        return new EntryView(
                entry.number(),
                entry.version(),
                entry.at(),
                operator ? entry.command() : null,
                EventDocument.of(entry.event()));
    }
}
