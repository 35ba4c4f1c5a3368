package katas.shopping.kafka;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import katas.shopping.Shards;
import katas.shopping.StoreUnavailable;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Brings what a context says into Kafka, in the background.
 *
 * <p>It looks at a shard when told that something is there, and at all of them every second, for it may have been told in
 * vain. Whatever goes wrong, it begins again with a new producer, from the oldest message that is not known to be in Kafka.
 */
public final class Relay implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);
    private static final int MOST_RINGS = 1_024;
    private static final Set<Integer> ALL =
            IntStream.range(0, Shards.COUNT).boxed().collect(Collectors.toUnmodifiableSet());

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Topics topics;
    private final Relaying relaying;
    private final String context;
    private final Worker worker;
    private final BlockingQueue<Integer> rings = new ArrayBlockingQueue<>(MOST_RINGS);
    private long lookedAtNanos = System.nanoTime() - BETWEEN_LOOKS.toNanos();
    private boolean working = true;

    /**
     * Relays nothing yet.
     *
     * @param context whose messages these are
     */
    public Relay(String context, Relaying relaying, Topics topics, Supplier<Producer<byte[], byte[]>> producers) {
        this.context = context;
        this.relaying = relaying;
        this.topics = topics;
        this.producers = producers;
        this.worker = new Worker("relay-" + context, this::run);
    }

    /** Tells that there is something in a shard. */
    public void ring(int shard) {
        // when there is no room, the next look at all shards is near
        var _ = rings.offer(shard);
    }

    @Override
    public void start() {
        worker.start();
    }

    @Override
    public void stop() {
        // what it is about to do it may do
        worker.stop(_ -> {});
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
                try (var producer = producers.get()) {
                    relay(producer);
                } catch (InterruptException e) {
                    return;
                } catch (KafkaException | StoreUnavailable e) {
                    failed(e);
                    Thread.sleep(AFTER_FAILURE);
                } catch (RuntimeException e) {
                    log.error("relay failed, and begins again context={}", context, e);
                    Thread.sleep(AFTER_FAILURE);
                }
            }
        } catch (InterruptedException e) {
            log.debug("relay was interrupted", e);
        }
    }

    private void relay(Producer<byte[], byte[]> producer) throws InterruptedException {
        var full = Set.<Integer>of();
        while (!worker.isStopping()) {
            var next = new TreeSet<>(full);
            next.addAll(rung(full.isEmpty()));
            full = relaying.relay(producer, next);
            if (!working) {
                log.info("messages are relayed again context={}", context);
                working = true;
            }
        }
    }

    /** Returns the shards to look at: all, if that is due. */
    private Set<Integer> rung(boolean waiting) throws InterruptedException {
        long left = lookedAtNanos + BETWEEN_LOOKS.toNanos() - System.nanoTime();
        var first = waiting && left > 0 ? rings.poll(left, TimeUnit.NANOSECONDS) : rings.poll();
        var rung = new TreeSet<Integer>();
        rings.drainTo(rung);
        if (first != null) {
            rung.add(first);
        }
        if (System.nanoTime() - lookedAtNanos < BETWEEN_LOOKS.toNanos()) {
            return rung;
        }
        lookedAtNanos = System.nanoTime();
        return ALL;
    }

    private void failed(RuntimeException e) {
        if (working) {
            log.warn("messages cannot be relayed now context={} reason={}", context, String.valueOf(e.getMessage()));
            working = false;
        }
    }
}
