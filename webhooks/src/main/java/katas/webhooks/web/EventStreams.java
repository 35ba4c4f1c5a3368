package katas.webhooks.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.delivery.Events;
import org.springframework.context.SmartLifecycle;

/**
 * Writes what happens to a tenant's messages and endpoints to those who follow it, as server-sent events whose ids are places.
 *
 * <p>What is stored is the only buffer. A stream looks for what came after the last that it has written, so a slow reader
 * holds one virtual thread and a page of events, and whoever comes back goes on where the connection broke, unless a thousand
 * things have happened since. All of them end before the server waits for its last requests.
 */
final class EventStreams implements SmartLifecycle {
    private static final int PAGE = 100;

    private final Events events;
    private final EventView view;
    private final Duration poll;
    private final Duration heartbeat;
    private final LongSupplier nanoTime;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;

    /**
     * Takes what the streams share.
     *
     * @param poll how often is looked for events
     * @param heartbeat how long a stream says nothing before it says that it lives
     * @param nanoTime as {@link System#nanoTime} tells it
     */
    EventStreams(Events events, EventView view, Duration poll, Duration heartbeat, LongSupplier nanoTime) {
        this.events = events;
        this.view = view;
        this.poll = poll;
        this.heartbeat = heartbeat;
        this.nanoTime = nanoTime;
    }

    /** Writes what comes after a place, until the reader goes away or the service stops. */
    void follow(String tenant, String place, OutputStream out) throws IOException {
        write(out, "retry: 1000\n\n");
        var last = place;
        long spoken = nanoTime.getAsLong();
        boolean more;
        do {
            var page = look(tenant, last);
            for (var event : page) {
                last = event.place();
                write(out, "id: %s\nevent: %s\ndata: %s\n\n".formatted(last, event.kind(), view.of(event)));
                spoken = nanoTime.getAsLong();
            }
            if (nanoTime.getAsLong() - spoken >= heartbeat.toNanos()) {
                write(out, ":\n\n");
                spoken = nanoTime.getAsLong();
            }
            out.flush();
            more = page.size() == PAGE;
        } while (!hasStoppedWithin(more ? Duration.ZERO : poll));
    }

    private List<Events.Event> look(String tenant, String last) {
        try {
            return events.after(tenant, last, PAGE);
        } catch (StoreUnavailable e) {
            // nothing is lost: the next round looks again
            return List.of();
        }
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
