package katas.urlshortener;

import java.util.List;

/**
 * Counts of clicks that know how much of the log is in them, so that none is missed or counted twice, whoever dies when.
 *
 * <p>Each shard of the log has counts of its own. What they hold is decided by the log alone, up to their position: so
 * they can be forgotten and made again.
 */
public interface ClickRollups {
    /**
     * Returns the offset that a shard's counts go on from.
     *
     * @throws StoreUnavailable if the store is away
     */
    long position(int shard);

    /**
     * Counts clicks and moves the position, both or neither, unless somebody else has moved it.
     *
     * @param from where the counts must stand, or nothing changes
     * @param next where they stand afterwards
     * @param clicks in the order of the log, those of the shard's codes only
     * @throws StoreUnavailable if the store is away, or its answer was: then it may have happened
     */
    Outcome apply(int shard, long from, long next, List<Click> clicks);

    /** What came of it. */
    sealed interface Outcome {

        /**
         * The counts moved.
         *
         * @param counted clicks on links that exist
         * @param skipped clicks on links that are gone
         */
        record Applied(long counted, long skipped) implements Outcome {}

        /** The counts stand elsewhere. */
        record Moved() implements Outcome {}
    }
}
