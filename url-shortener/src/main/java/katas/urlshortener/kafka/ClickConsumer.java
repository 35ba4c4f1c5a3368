package katas.urlshortener.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import katas.urlshortener.ClickRollups;
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
 * Counts clicks in the background; the replicas of the service share the partitions.
 *
 * <p>Whatever goes wrong, it begins again where the counts stand.
 */
public final class ClickConsumer implements SmartLifecycle {
    public static final String GROUP = "url-shortener.clicks";

    private static final Logger log = LoggerFactory.getLogger(ClickConsumer.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaClients clients;
    private final ClickTopic topic;
    private final ClickFormat format;
    private final ClickRollups rollups;
    private final String group;
    private final CountingTally tally = new CountingTally();
    private @Nullable Thread thread;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile boolean stopping;

    public ClickConsumer(
            KafkaClients clients, ClickTopic topic, ClickFormat format, ClickRollups rollups, String group) {
        this.clients = clients;
        this.topic = topic;
        this.format = format;
        this.rollups = rollups;
        this.group = group;
    }

    public CountingCounts counts() {
        return tally.counts();
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            stopping = false;
            thread = Thread.ofPlatform().name("click-consumer").daemon().start(this::run);
        }
    }

    @Override
    public synchronized void stop() {
        var running = thread;
        if (running == null) {
            return;
        }
        stopping = true;
        try {
            var open = consumer;
            if (open == null) {
                running.interrupt();
            } else {
                open.wakeup();
            }
            if (!running.join(PATIENCE)) {
                running.interrupt();
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return KafkaConfiguration.PHASE;
    }

    private void run() {
        try {
            topic.await();
            while (!stopping) {
                try {
                    count();
                } catch (WakeupException e) {
                    log.debug("asked to stop", e);
                } catch (InterruptException e) {
                    return;
                } catch (RuntimeException e) {
                    log.error("counting of clicks failed, and begins again", e);
                    Thread.sleep(AFTER_FAILURE);
                }
            }
        } catch (InterruptedException e) {
            log.debug("consumer was interrupted", e);
        }
    }

    private void count() {
        var open = clients.consumer(group, Map.of());
        consumer = open;
        try {
            var counting = new ClickCounting(open, format, rollups, tally);
            open.subscribe(List.of(topic.name()), counting);
            while (!stopping) {
                counting.step();
            }
        } finally {
            consumer = null;
            close(open);
        }
    }

    private static void close(Consumer<String, byte[]> open) {
        try {
            open.close(CloseOptions.timeout(PATIENCE));
        } catch (KafkaException e) {
            log.debug("consumer did not close well", e);
        }
    }
}
