package katas.shopping.effect;

import java.time.Instant;
import java.util.List;

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

    /** Returns how many there are on the agenda, due or not. */
    long count(Agenda agenda, int shard);

    /**
     * What is due.
     *
     * @param at to the millisecond
     */
    record Entry(String name, Instant at) {}
}
