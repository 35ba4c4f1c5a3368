package katas.webhooks.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import katas.webhooks.Mishaps;
import katas.webhooks.clockwork.Worker;
import katas.webhooks.message.Message;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of accepted messages; all processes that do so share the partitions.
 *
 * <p>Whatever goes wrong, {@link Worker} lets it begin again where the offsets stand.
 */
public final class MessageConsumer implements Worker.Work {
    private static final Logger log = LoggerFactory.getLogger(MessageConsumer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaClients clients;
    private final MessagesTopic topic;
    private final java.util.function.Consumer<Message> handler;
    private final Backlog backlog;
    private final Parking parking = new Parking(System::nanoTime);
    private final Mishaps mishaps;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile @Nullable Thread waiting;
    private volatile long lag;

    /** @param handler called with each message, at least once; what it throws is tried again */
    public MessageConsumer(
            KafkaClients clients,
            MessagesTopic topic,
            java.util.function.Consumer<Message> handler,
            InstantSource clock,
            Mishaps mishaps) {
        this.clients = clients;
        this.topic = topic;
        this.handler = handler;
        this.backlog = new Backlog(clock);
        this.mishaps = mishaps;
    }

    /** Returns how many records wait in the partitions that this process has, as of the last look at them. */
    public long lag() {
        return lag;
    }

    /**
     * Returns how long the oldest message without deliveries has waited there; zero if there is none, and nothing if this
     * process has not looked at any of them.
     */
    public Optional<Duration> oldest() {
        return backlog.age();
    }

    /** Returns how many records this process has left without deliveries, for nobody can make them. */
    public long parked() {
        return parking.parked();
    }

    /** Wakes it from where it waits. */
    public void wakeup() {
        var open = consumer;
        var early = waiting;
        if (open != null) {
            open.wakeup();
        } else if (early != null) {
            early.interrupt();
        }
    }

    @Override
    public void run(BooleanSupplier stopping) throws InterruptedException {
        waiting = Thread.currentThread();
        topic.await();
        var open = clients.consumer(topic.group());
        consumer = open;
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var consuming = new Consuming(open, handler, backlog, parking, mishaps, hands, System::nanoTime);
            open.subscribe(List.of(topic.name()), consuming);
            while (!stopping.getAsBoolean()) {
                consuming.step();
                lag = consuming.lag();
            }
        } catch (WakeupException e) {
            log.debug("asked to stop", e);
        } catch (InterruptException e) {
            throw new InterruptedException();
        } finally {
            consumer = null;
            backlog.clear();
            close(open);
        }
    }

    private static void close(Consumer<byte[], byte[]> open) {
        try {
            open.close(CloseOptions.timeout(PATIENCE));
        } catch (KafkaException e) {
            log.debug("consumer did not close well", e);
        }
    }
}
