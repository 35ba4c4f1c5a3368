package katas.urlshortener.naive;

import java.util.concurrent.ExecutionException;
import katas.urlshortener.Click;
import katas.urlshortener.ClickLog;
import katas.urlshortener.kafka.ClickFormat;
import katas.urlshortener.kafka.ProducerSource;
import org.springframework.context.SmartLifecycle;

/**
 * Waits until Kafka has acknowledged each click: wrong on purpose.
 *
 * <p>No click of an answered redirect is ever lost. But no redirect is faster than Kafka either: while the broker does
 * not answer, every visitor waits, as long as the producer tries; and then the redirect fails, although the link is
 * known.
 */
public final class InlineClickLog implements ClickLog, SmartLifecycle {
    private final LateProducer producer;
    private final ClickFormat format;

    /** @param source of a producer whose records are acknowledged */
    public InlineClickLog(ProducerSource source, ClickFormat format) {
        this.producer = new LateProducer(source);
        this.format = format;
    }

    @Override
    public void record(Click click) {
        try {
            producer.producer().get().send(format.write(click)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("click was not taken down", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        producer.start();
    }

    @Override
    public void stop() {
        producer.stop();
    }

    @Override
    public boolean isRunning() {
        return producer.isRunning();
    }
}
