package katas.shopping.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Reception;
import katas.shopping.messages.Topic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Plays a consumer in the background; all processes that play the same one share the partitions.
 *
 * <p>Whatever goes wrong, it begins again where the offsets stand.
 */
public final class MessageConsumer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MessageConsumer.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaClients clients;
    private final Topics topics;
    private final Set<Topic> subscribed;
    private final Reception reception;
    private final Passage passage;
    private final Worker worker;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile long lag;

    public MessageConsumer(
            KafkaClients clients, Topics topics, Set<Topic> subscribed, Reception reception, Passage passage) {
        this.clients = clients;
        this.topics = topics;
        this.subscribed = Set.copyOf(subscribed);
        this.reception = reception;
        this.passage = passage;
        this.worker = new Worker("consumer-" + reception.consumer(), this::run);
    }

    /** Returns how many records wait in the partitions that this process has, as of the last look at them. */
    long lag() {
        return lag;
    }

    boolean hasDied() {
        return worker.hasDied();
    }

    @Override
    public void start() {
        worker.start();
    }

    @Override
    public void stop() {
        worker.stop(thread -> {
            var open = consumer;
            if (open == null) {
                thread.interrupt();
            } else {
                open.wakeup();
            }
        });
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    @Override
    public int getPhase() {
        return KafkaConfiguration.PHASE;
    }

    private void run() {
        try {
            topics.await();
            while (!worker.isStopping()) {
                try {
                    consume();
                } catch (WakeupException e) {
                    log.debug("asked to stop", e);
                } catch (InterruptException e) {
                    return;
                } catch (RuntimeException e) {
                    log.error("consumer failed, and begins again consumer={}", reception.consumer(), e);
                    Thread.sleep(AFTER_FAILURE);
                }
            }
        } catch (InterruptedException e) {
            log.debug("consumer was interrupted", e);
        }
    }

    private void consume() throws InterruptedException {
        var open = clients.consumer(topics.group(reception.consumer()), Map.of());
        consumer = open;
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var consuming = new Consuming(open, reception, passage, hands, System::nanoTime);
            open.subscribe(subscribed.stream().map(topics::name).toList(), consuming);
            while (!worker.isStopping()) {
                consuming.step();
                lag = consuming.lag();
            }
        } finally {
            consumer = null;
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
