import java.util.ArrayList;
import java.util.List;
import katas.shopping.messages.StockCommand;

/** One partition of stock commands, and how far the consumers' group has committed. */
final class Log {
    private final List<Entry> entries = new ArrayList<>();
    private long committed;
    private int messages;

    /**
     * A message in the log.
     *
     * @param id the same if it was published twice
     * @param key the SKU
     * @param command null if nobody can decode it
     */
    record Entry(long offset, String id, String key, StockCommand command) {}

    void append(String key, StockCommand command) {
        append("msg_" + ++messages, key, command);
    }

    void appendAgain() {
        var last = entries.getLast();
        append(last.id(), last.key(), last.command());
    }

    /** Returns what has not been committed. */
    List<Entry> read() {
        return List.copyOf(entries.subList((int) committed, entries.size()));
    }

    void commit(Entry handled) {
        committed = Math.max(committed, handled.offset() + 1);
    }

    private void append(String id, String key, StockCommand command) {
        entries.add(new Entry(entries.size(), id, key, command));
    }
}
