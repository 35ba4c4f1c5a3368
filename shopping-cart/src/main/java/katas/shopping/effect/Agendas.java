package katas.shopping.effect;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import katas.shopping.Shards;
import katas.shopping.StoreUnavailable;

/** Reads agendas; only {@link Effects} change them. */
public interface Agendas {

    /**
     * Returns what is due, the earliest first.
     *
     * @param until the latest instant that counts
     * @param most how many at most, at least 1
     * @throws StoreUnavailable if that cannot be told
     */
    List<Entry> due(Agenda agenda, int shard, Instant until, int most);

    /**
     * Shows a visitor the names of all that is due, shard by shard. An entry that fails holds nobody else up: what the
     * visitor threw last is thrown at the end.
     *
     * @param most how many of a shard at most, the earliest first
     * @throws StoreUnavailable at once, if not all could be shown
     */
    default void visit(Agenda agenda, Instant until, int most, Consumer<String> visitor) {
        RuntimeException failure = null;
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            for (var entry : due(agenda, shard, until, most)) {
                try {
                    visitor.accept(entry.name());
                } catch (StoreUnavailable e) {
                    throw e;
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * What is due.
     *
     * @param at to the millisecond
     */
    record Entry(String name, Instant at) {}
}
