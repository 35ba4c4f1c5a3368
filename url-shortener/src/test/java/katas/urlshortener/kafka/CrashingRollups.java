package katas.urlshortener.kafka;

import java.util.List;
import katas.urlshortener.Click;
import katas.urlshortener.ClickRollups;

/** Counts, but the process dies on the way, at the n-th batch. */
final class CrashingRollups implements ClickRollups {
    private final ClickRollups rollups;
    private final Moment moment;
    private int batchesLeft;

    enum Moment {
        FETCHED,
        APPLIED
    }

    /** Not an exception that anybody might handle. */
    static final class Crashed extends Error {
        private static final long serialVersionUID = 1;
    }

    CrashingRollups(ClickRollups rollups, Moment moment, int batch) {
        this.rollups = rollups;
        this.moment = moment;
        this.batchesLeft = batch;
    }

    @Override
    public long position(int shard) {
        return rollups.position(shard);
    }

    @Override
    public Outcome apply(int shard, long from, long next, List<Click> clicks) {
        boolean now = --batchesLeft == 0;
        if (now && moment == Moment.FETCHED) {
            throw new Crashed();
        }
        var outcome = rollups.apply(shard, from, next, clicks);
        if (now) {
            throw new Crashed();
        }
        return outcome;
    }
}
