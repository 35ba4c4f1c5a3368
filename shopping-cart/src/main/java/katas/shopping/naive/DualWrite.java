package katas.shopping.naive;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import katas.shopping.Ids;
import katas.shopping.Shards;
import katas.shopping.StoreUnavailable;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;
import katas.shopping.json.CloudEvents;
import katas.shopping.json.MessageFormat;
import katas.shopping.kafka.MessageRecords;
import katas.shopping.kafka.Topics;
import katas.shopping.messages.Message;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Stores a cart's change, and then sends what is to be said about it: two writes where there should be one. What dies
 * between them has changed something that nobody will ever hear of.
 */
public final class DualWrite implements Effects, SmartLifecycle {
    private static final String CONTEXT = "cart";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Effects effects;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Topics topics;
    private final Ids ids;
    private final InstantSource clock;
    private final Passage passage;
    private final MessageFormat format = new MessageFormat();
    private volatile @Nullable Producer<byte[], byte[]> producer;

    public DualWrite(
            Effects effects,
            Supplier<Producer<byte[], byte[]>> producers,
            Topics topics,
            Ids ids,
            InstantSource clock,
            Passage passage) {
        this.effects = effects;
        this.producers = producers;
        this.topics = topics;
        this.ids = ids;
        this.clock = clock;
        this.passage = passage;
    }

    @Override
    public Applied apply(Effect effect) {
        if (!effect.context().equals(CONTEXT) || effect.said().isEmpty()) {
            return effects.apply(effect);
        }
        var applied = effects.apply(effect.unsaid());
        if (applied == Applied.DONE) {
            effect.said().forEach(message -> send(message, effect.trace()));
        }
        return applied;
    }

    @Override
    public synchronized void start() {
        if (producer == null) {
            producer = producers.get();
        }
    }

    @Override
    public synchronized void stop() {
        var open = producer;
        producer = null;
        if (open != null) {
            open.close(PATIENCE);
        }
    }

    @Override
    public boolean isRunning() {
        return producer != null;
    }

    @Override
    public int getPhase() {
        return topics.getPhase();
    }

    private void send(Message message, @Nullable String trace) {
        var open = producer;
        if (open == null) {
            throw new StoreUnavailable("there is no way to Kafka", null);
        }
        passage.reach(Moment.BEFORE_PUBLISH, message.getClass().getSimpleName());
        var headers =
                CloudEvents.headers(CONTEXT, ids.next("msg"), MessageFormat.typeOf(message), clock.instant(), trace);
        var record = MessageRecords.write(
                topics.name(message.topic()), Shards.of(message.key()), message.key(), headers, format.write(message));
        try {
            topics.await();
            open.send(record).get();
        } catch (ExecutionException e) {
            throw new StoreUnavailable("Kafka did not take it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("Kafka was not waited for", e);
        }
        passage.reach(Moment.AFTER_PUBLISH, message.getClass().getSimpleName());
    }
}
