package katas.vending.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import katas.vending.JournalEntry;
import katas.vending.StoreUnavailable;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes machines' journals to those who follow them, as server-sent events whose ids are the entries' numbers.
 *
 * <p>The journal is the only buffer. A stream asks it for what came after the last entry that it has written, so a slow
 * reader holds one virtual thread and not a single event, and whoever comes back goes on where the connection broke.
 * There is a bound on the number of streams; all of them end before the server waits for its last requests.
 */
final class EventStreams implements SmartLifecycle {
    private static final int BATCH = 100;

    private final Machines machines;
    private final JsonMapper json;
    private final Duration poll;
    private final Duration heartbeat;
    private final int most;
    private final LongSupplier nanoTime;
    private final Semaphore free;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;

    /**
     * Takes what the streams share.
     *
     * @param most how many there may be at once
     * @param poll how often the journal is asked
     * @param heartbeat how long a stream says nothing before it says that it lives
     * @param nanoTime as {@link System#nanoTime} tells it
     */
    EventStreams(
            Machines machines, JsonMapper json, int most, Duration poll, Duration heartbeat, LongSupplier nanoTime) {
        this.machines = machines;
        this.json = json;
        this.poll = poll;
        this.heartbeat = heartbeat;
        this.most = most;
        this.nanoTime = nanoTime;
        this.free = new Semaphore(most);
    }

    /** Takes one of the places, if any is free; {@link #leave} gives it back. */
    boolean tryEnter() {
        return free.tryAcquire();
    }

    /** Returns how many follow events now. */
    int open() {
        return most - free.availablePermits();
    }

    void leave() {
        free.release();
    }

    /** Writes what comes after an entry, until the reader goes away or the service stops. */
    void follow(String machine, long after, boolean operator, OutputStream out) throws IOException {
        write(out, "retry: 1000\n\n");
        long last = after;
        long spoken = nanoTime.getAsLong();
        boolean more = true;
        while (more || !hasStoppedWithin(poll)) {
            var entries = next(machine, last);
            for (var entry : entries) {
                write(out, message(entry, operator));
                last = entry.number();
            }
            long now = nanoTime.getAsLong();
            if (!entries.isEmpty()) {
                spoken = now;
            } else if (now - spoken >= heartbeat.toNanos()) {
                write(out, ":\n\n");
                spoken = now;
            }
            out.flush();
            more = entries.size() == BATCH && stopped.getCount() > 0;
        }
    }

    private List<JournalEntry> next(String machine, long last) {
        try {
            return machines.journal(machine, last, BATCH);
        } catch (StoreUnavailable e) {
            // nothing is lost: the next round asks for the same
            return List.of();
        }
    }

    private String message(JournalEntry entry, boolean operator) {
        var view = EntryView.of(entry, operator);
        return "id: " + entry.number() + "\nevent: " + view.event().type() + "\ndata: " + json.writeValueAsString(view)
                + "\n\n";
    }

    private boolean hasStoppedWithin(Duration wait) {
        try {
            return stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        stopped.countDown();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
