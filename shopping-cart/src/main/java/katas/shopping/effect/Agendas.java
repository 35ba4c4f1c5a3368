package katas.shopping.effect;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import katas.shopping.Shards;

/** Reads agendas; only {@link Effects} change them. */
public interface Agendas {

    /**
     * Returns what is due, the earliest first.
     *
     * @param until the latest instant that counts
     * @param most how many at most, at least 1
     * @throws katas.shopping.StoreUnavailable if that cannot be told
     */
    List<Entry> due(Agenda agenda, int shard, Instant until, int most);

    /**
     * Shows a visitor the names of all that is due, shard by shard. What cannot be understood holds nobody else up, and is
     * told at the end.
     *
     * @param most how many of a shard at most, the earliest first
     * @throws katas.shopping.StoreUnavailable if not all could be shown
     * @throws Poison what the visitor threw last, if anything
     */
    default void visit(Agenda agenda, Instant until, int most, Consumer<String> visitor) {
        Poison sick = null;
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            for (var entry : due(agenda, shard, until, most)) {
                try {
                    visitor.accept(entry.name());
                } catch (Poison e) {
                    sick = e;
                }
            }
        }
        if (sick != null) {
            throw sick;
        }
    }

    /**
     * What is due.
     *
     * @param at to the millisecond
     */
    record Entry(String name, Instant at) {}
}
