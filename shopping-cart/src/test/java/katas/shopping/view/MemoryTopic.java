package katas.shopping.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import katas.shopping.MemoryStore;
import katas.shopping.Shards;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.effect.Handler;
import katas.shopping.messages.CartEvent;

/** The events of carts in memory, as one process reads them: one at a time, as far as a test lets it. */
final class MemoryTopic implements Replays {
    private final MemoryStore store;
    private final List<List<CartEvent>> partitions = new ArrayList<>();
    private final Map<Generation, List<Long>> positions = new HashMap<>();
    private Map<Generation, Handler> followed = Map.of();

    MemoryTopic(MemoryStore store) {
        this.store = store;
        for (int partition = 0; partition < Shards.COUNT; partition++) {
            partitions.add(new ArrayList<>());
        }
    }

    void append(CartEvent event) {
        partitions.get(Shards.of(event.cartId())).add(event);
    }

    /** Lets each generation that is followed handle so many events at most, from partitions taken at random. */
    void handle(int most, Random random) {
        followed.forEach((generation, handler) -> {
            for (int i = 0; i < most; i++) {
                handle(random.nextInt(Shards.COUNT), generation, handler);
            }
        });
    }

    /** Lets each generation that is followed handle all events. */
    void handleAll() {
        followed.keySet().forEach(this::handleAll);
    }

    /** Lets one generation handle all events. */
    void handleAll(Generation generation) {
        handleUntil(generation, ends());
    }

    /** Lets one generation handle all events before some positions. */
    void handleUntil(Generation generation, List<Long> ends) {
        var handler = Objects.requireNonNull(followed.get(generation));
        for (int partition = 0; partition < Shards.COUNT; partition++) {
            while (positions(generation).get(partition) < ends.get(partition)) {
                handle(partition, generation, handler);
            }
        }
    }

    @Override
    public void follow(Map<Generation, Handler> generations) {
        followed = Map.copyOf(generations);
    }

    @Override
    public List<Long> ends() {
        return partitions.stream().map(partition -> (long) partition.size()).toList();
    }

    @Override
    public List<Long> positions(Generation generation) {
        return positions.computeIfAbsent(generation, _ -> new ArrayList<>(Collections.nCopies(Shards.COUNT, 0L)));
    }

    private boolean handle(int partition, Generation generation, Handler handler) {
        var position = positions(generation);
        int next = position.get(partition).intValue();
        if (next == partitions.get(partition).size()) {
            return false;
        }
        var event = partitions.get(partition).get(next);
        handler.handle(event).ifPresent(effect -> {
            if (store.apply(effect) != Applied.DONE) {
                throw new AssertionError("nobody else is at work in " + generation);
            }
        });
        position.set(partition, next + 1L);
        return true;
    }
}
