package katas.lab.infrastructure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the last lines that a process wrote; safe to use from any thread. */
public final class LastLines {
    private final int limit;
    private final Deque<String> lines = new ArrayDeque<>();

    /**
     * Begins without a line.
     *
     * @param limit how many are kept; at least 1
     */
    public LastLines(int limit) {
        this.limit = limit;
    }

    /** Adds a line, and forgets the oldest if there are too many. */
    public synchronized void add(String line) {
        lines.addLast(line);
        if (lines.size() > limit) {
            lines.removeFirst();
        }
    }

    /** The lines kept, the oldest first. */
    public synchronized List<String> list() {
        return List.copyOf(lines);
    }
}
