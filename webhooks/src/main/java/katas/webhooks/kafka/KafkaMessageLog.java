package katas.webhooks.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import katas.webhooks.message.LogUnavailable;
import katas.webhooks.message.Message;
import katas.webhooks.message.MessageLog;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Appends messages to the topic, and waits until they are on all replicas in sync.
 *
 * <p>All callers share one producer, with one request in flight: while it is, what they bring gathers for the next. A producer
 * that can do no more is replaced.
 */
public final class KafkaMessageLog implements MessageLog, AutoCloseable {
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final String topic;
    private final BooleanSupplier ready;
    private final Duration patience;
    private final AtomicReference<@Nullable Producer<byte[], byte[]>> producer = new AtomicReference<>();

    /**
     * Connects to nobody yet.
     *
     * @param patience longest wait for an acknowledgement, at least a second
     */
    public KafkaMessageLog(KafkaClients clients, MessagesTopic topic, Duration patience) {
        this(() -> clients.producer(patience), topic.name(), topic::isReady, patience);
    }

    /** @param ready whether there is a topic */
    KafkaMessageLog(
            Supplier<Producer<byte[], byte[]>> producers, String topic, BooleanSupplier ready, Duration patience) {
        this.producers = producers;
        this.topic = topic;
        this.ready = ready;
        this.patience = patience;
    }

    @Override
    public void append(Message message) {
        if (!ready.getAsBoolean()) {
            throw new LogUnavailable("Kafka was never reached", null);
        }
        long begin = System.nanoTime();
        try {
            var open = open();
            try {
                // may wait, too: for a place in its memory, or to learn where to send to
                var sent = open.send(MessageRecords.write(topic, message));
                long left = patience.toNanos() - (System.nanoTime() - begin);
                var _ = sent.get(left, TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException)) {
                    replace(open);
                }
                throw new LogUnavailable("Kafka did not take a message", e.getCause());
            } catch (IllegalStateException e) {
                replace(open);
                throw new LogUnavailable("the producer was closed", e);
            } catch (KafkaException e) {
                if (!(e instanceof RetriableException) && !(e instanceof InterruptException)) {
                    replace(open);
                }
                throw e;
            }
        } catch (TimeoutException e) {
            throw new LogUnavailable("Kafka did not acknowledge a message within " + patience, e);
        } catch (KafkaException e) {
            throw new LogUnavailable("Kafka could not be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("interrupted while waiting for Kafka", e);
        }
    }

    private synchronized Producer<byte[], byte[]> open() {
        var known = producer.get();
        if (known != null) {
            return known;
        }
        var made = producers.get();
        producer.set(made);
        return made;
    }

    private void replace(Producer<byte[], byte[]> spent) {
        if (producer.compareAndSet(spent, null)) {
            spent.close(Duration.ZERO);
        }
    }

    /** Waits for nothing: who does for an acknowledgement has a bound of their own. */
    @Override
    public void close() {
        var open = producer.getAndSet(null);
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
