package katas.shopping.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import katas.shopping.Shards;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.effect.Handler;
import katas.shopping.effect.Passage;
import katas.shopping.messages.Envelope;
import katas.shopping.messages.Topic;

/** A consumer: what it has not committed it reads again. */
final class Reader {
    private final String name;
    private final List<Topic> topics;
    private final Handler handler;
    private final boolean inbox;
    private final Map<Partition, Integer> committed = new HashMap<>();

    record Partition(Topic topic, int number) {}

    Reader(String name, List<Topic> topics, Handler handler, boolean inbox) {
        this.name = name;
        this.topics = topics;
        this.handler = handler;
        this.inbox = inbox;
    }

    /** Returns the partitions that hold something new. */
    List<Partition> behind(Log log) {
        var behind = new ArrayList<Partition>();
        for (var topic : topics) {
            for (int number = 0; number < Shards.COUNT; number++) {
                var partition = new Partition(topic, number);
                if (position(partition) < log.partition(topic, number).size()) {
                    behind.add(partition);
                }
            }
        }
        return behind;
    }

    /** Reads some records of a partition, and commits when all of them have had their effects. */
    void read(Log log, Partition partition, int most, Effects effects, Passage passage) {
        var records = log.partition(partition.topic(), partition.number());
        int from = position(partition);
        var batch = List.copyOf(records.subList(from, Math.min(from + most, records.size())));
        batch.forEach(envelope -> handle(envelope, effects, passage));
        committed.put(partition, from + batch.size());
        batch.forEach(envelope -> passage.reach(Moment.AFTER_COMMIT, subject(envelope)));
    }

    private void handle(Envelope envelope, Effects effects, Passage passage) {
        var applied = Applied.STALE;
        while (applied == Applied.STALE) {
            var effect = handler.handle(envelope);
            if (effect.isEmpty()) {
                return;
            }
            passage.reach(Moment.BEFORE_EFFECT, subject(envelope));
            applied = effects.apply(inbox ? effect.get().once(new Effect.Inbox(name, envelope.id())) : effect.get());
            passage.reach(Moment.AFTER_EFFECT, subject(envelope));
        }
    }

    private int position(Partition partition) {
        return committed.getOrDefault(partition, 0);
    }

    static String subject(Envelope envelope) {
        return envelope.message().getClass().getSimpleName();
    }
}
