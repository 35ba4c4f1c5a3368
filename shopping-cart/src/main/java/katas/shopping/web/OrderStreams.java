package katas.shopping.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import katas.shopping.StoreUnavailable;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the steps of orders to those who follow them, as server-sent events whose ids are the steps' numbers.
 *
 * <p>The order itself is the only buffer. A stream looks at it for steps after the last that it has written, so a slow
 * reader holds one virtual thread and not a single event, and whoever comes back goes on where the connection broke.
 * All of them end before the server waits for its last requests.
 */
final class OrderStreams implements SmartLifecycle {
    private final JsonMapper json;
    private final Duration poll;
    private final Duration heartbeat;
    private final LongSupplier nanoTime;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;

    /**
     * Takes what the streams share.
     *
     * @param poll how often an order is looked at
     * @param heartbeat how long a stream says nothing before it says that it lives
     * @param nanoTime as {@link System#nanoTime} tells it
     */
    OrderStreams(JsonMapper json, Duration poll, Duration heartbeat, LongSupplier nanoTime) {
        this.json = json;
        this.poll = poll;
        this.heartbeat = heartbeat;
        this.nanoTime = nanoTime;
    }

    /** Writes the steps after one, until the order is decided, the reader goes away or the service stops. */
    void follow(Supplier<OrderView> order, int seen, OutputStream out) throws IOException {
        write(out, "retry: 1000\n\n");
        int last = seen;
        long spoken = nanoTime.getAsLong();
        boolean decided = false;
        do {
            var now = look(order);
            var steps = now.map(OrderView::steps).orElse(List.of());
            for (var step : steps.subList(Math.min(last, steps.size()), steps.size())) {
                last++;
                write(
                        out,
                        "id: %d\nevent: %s\ndata: %s\n\n".formatted(last, step.name(), json.writeValueAsString(step)));
                spoken = nanoTime.getAsLong();
            }
            decided = now.filter(OrderView::decided).isPresent();
            if (nanoTime.getAsLong() - spoken >= heartbeat.toNanos()) {
                write(out, ":\n\n");
                spoken = nanoTime.getAsLong();
            }
            out.flush();
        } while (!decided && !hasStoppedWithin(poll));
    }

    private static Optional<OrderView> look(Supplier<OrderView> order) {
        try {
            return Optional.of(order.get());
        } catch (StoreUnavailable e) {
            // nothing is lost: the next round looks again
            return Optional.empty();
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
