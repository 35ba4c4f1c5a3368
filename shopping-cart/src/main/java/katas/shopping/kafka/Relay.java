package katas.shopping.kafka;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import katas.shopping.StoreUnavailable;
import katas.shopping.effect.Passage;
import katas.shopping.redis.RedisOutbox;
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
    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);

    private final RedisOutbox outbox;
    private final OutboxRecords records;
    private final Passage passage;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Worker worker;
    private final Rings rings = new Rings();
    private final StuckShards stuck;

    /**
     * Relays nothing yet.
     *
     * @param producers of those that never give a record up
     */
    public Relay(
            RedisOutbox outbox, OutboxRecords records, Passage passage, Supplier<Producer<byte[], byte[]>> producers) {
        this.outbox = outbox;
        this.records = records;
        this.passage = passage;
        this.producers = producers;
        this.worker = new Worker("relay-" + outbox.context(), this::run);
        this.stuck = new StuckShards(outbox.context());
    }

    /** Tells that there is something in a shard. */
    public void ring(int shard) {
        rings.ring(shard);
    }

    String context() {
        return outbox.context();
    }

    /** Returns in how many shards messages wait for something that is wrong. */
    int stuck() {
        return stuck.count();
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
        // what it is about to do it may do
        worker.stop(_ -> rings.wake());
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
            records.topics().await();
            while (!worker.isStopping()) {
                try {
                    relay();
                } catch (InterruptException e) {
                    return;
                } catch (KafkaException | StoreUnavailable e) {
                    failed(e);
                    Thread.sleep(AFTER_FAILURE);
                } catch (RuntimeException e) {
                    log.error("relay failed, and begins again context={}", context(), e);
                    Thread.sleep(AFTER_FAILURE);
                }
            }
        } catch (InterruptedException e) {
            log.debug("relay was interrupted", e);
        }
    }

    private void relay() throws InterruptedException {
        var producer = producers.get();
        try {
            var relaying = new Relaying(outbox, records, passage, producer, rings::wake, System::nanoTime);
            var rung = Rings.ALL;
            while (!worker.isStopping()) {
                relaying.turn(rung);
                tell(relaying);
                rung = rings.await();
            }
            relaying.leave();
        } finally {
            // an ordinary close waits for ever for what is never acknowledged
            producer.close(Duration.ZERO);
        }
    }

    private void tell(Relaying relaying) {
        stuck.retain(relaying.waiting());
        relaying.unreadable().forEach((shard, reason) -> stuck.add(Set.of(shard), reason));
    }

    private void failed(RuntimeException e) {
        var shards = e instanceof NotAcknowledged late ? late.shards() : Rings.ALL;
        stuck.add(shards, String.valueOf(e.getMessage()));
    }
}
