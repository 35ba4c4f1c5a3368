package katas.shopping.effect;

import java.util.Optional;
import katas.shopping.Shards;
import katas.shopping.StoreUnavailable;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Effect.Inbox;
import katas.shopping.effect.Effect.Sequence;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.messages.Envelope;

/**
 * Makes a message have its effect: once, and behind those of the same key that came before it.
 *
 * <p>Inbox and sequence are checked in the script that makes the effect, and the sequence of a key lies in the shard of
 * the key. An effect in another shard cannot be checked with it; then the sequence is looked at before, which is enough
 * while one consumer at a time has the key, and left afterwards, which the inbox makes safe to repeat.
 */
public final class Delivery {
    private static final int TRIES = 20;

    private final String consumer;
    private final Handler handler;
    private final Effects effects;
    private final Passage passage;

    public Delivery(String consumer, Handler handler, Effects effects, Passage passage) {
        this.consumer = consumer;
        this.handler = handler;
        this.effects = effects;
        this.passage = passage;
    }

    public String consumer() {
        return consumer;
    }

    /**
     * Delivers a message that comes from the log.
     *
     * @param key that of its sequence
     * @return {@code STALE} if others change the same all the time: to be delivered again later
     * @throws StoreUnavailable if it had its effect or not: to be delivered again
     * @throws Poison if it cannot be handled
     */
    public Applied deliver(Envelope envelope, String key) {
        return deliver(envelope, new Sequence(consumer, key, null));
    }

    /**
     * Delivers a message that waits in the dead letters, as {@link #deliver}, if it is the first there.
     *
     * @param head its name there
     */
    public Applied redeliver(Envelope envelope, String key, String head) {
        return deliver(envelope, new Sequence(consumer, key, head));
    }

    private Applied deliver(Envelope envelope, Sequence sequence) {
        var applied = Applied.STALE;
        for (int attempt = 0; attempt < TRIES && applied == Applied.STALE; attempt++) {
            var decided = decide(envelope);
            // what means nothing may mean something once those before it have had their effect
            applied = decided.isEmpty()
                    ? effects.apply(
                            Effect.in(consumer, Shards.of(sequence.key())).inSequence(sequence))
                    : apply(decided.get(), envelope, sequence);
        }
        return applied;
    }

    private Optional<Effect> decide(Envelope envelope) {
        try {
            return handler.handle(envelope);
        } catch (StoreUnavailable | Poison e) {
            throw e;
        } catch (RuntimeException e) {
            // a mistake of ours: no reason to stop all others of the partition
            throw new Poison("%s failed: %s".formatted(consumer, e), e);
        }
    }

    private Applied apply(Effect decided, Envelope envelope, Sequence sequence) {
        var subject = envelope.message().getClass().getSimpleName();
        var effect = decided.once(new Inbox(consumer, envelope.id())).traced(envelope.trace());
        passage.reach(Moment.BEFORE_EFFECT, subject);
        var applied = effect.shard() == Shards.of(sequence.key())
                ? effects.apply(effect.inSequence(sequence))
                : applyAcross(effect, sequence);
        if (applied == Applied.DONE) {
            passage.reach(Moment.AFTER_EFFECT, subject);
        }
        return applied;
    }

    private Applied applyAcross(Effect effect, Sequence sequence) {
        var turn = Effect.in(effect.context(), Shards.of(sequence.key())).inSequence(sequence);
        if (sequence.head() == null) {
            var mayPass = effects.apply(turn);
            return mayPass == Applied.DONE ? effects.apply(effect) : mayPass;
        }
        var applied = effects.apply(effect);
        return applied == Applied.STALE ? applied : effects.apply(turn);
    }
}
