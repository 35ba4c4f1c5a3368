package katas.urlshortener.naive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import katas.urlshortener.kafka.ProducerSource;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.context.SmartLifecycle;

/**
 * A way to Kafka that is opened in the background, since a service must start while Kafka is away. A failure to open it
 * is final: who waits for it fails from then on, which is also what becomes of the variants that use it.
 */
final class LateProducer implements SmartLifecycle {
    private final ProducerSource source;
    private volatile CompletableFuture<Producer<String, byte[]>> producer = new CompletableFuture<>();
    private volatile boolean running;

    LateProducer(ProducerSource source) {
        this.source = source;
    }

    /** Completed when there is one. */
    CompletableFuture<Producer<String, byte[]>> producer() {
        return producer;
    }

    @Override
    public void start() {
        running = true;
        if (producer.isDone()) {
            // of the last run, and closed
            producer = new CompletableFuture<>();
        }
        Thread.ofPlatform().name("late-producer").daemon().start(this::open);
    }

    @Override
    public void stop() {
        running = false;
        var _ = producer.thenAccept(open -> open.close(Duration.ofSeconds(1)));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void open() {
        try {
            producer.complete(source.open());
        } catch (RuntimeException | InterruptedException e) {
            producer.completeExceptionally(e);
        }
    }
}
