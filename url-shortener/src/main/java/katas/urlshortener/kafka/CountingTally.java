package katas.urlshortener.kafka;

import java.util.concurrent.atomic.LongAdder;

/** What a replica has counted; written by one thread, read by any. */
final class CountingTally {
    final LongAdder counted = new LongAdder();
    final LongAdder gone = new LongAdder();
    final LongAdder unreadable = new LongAdder();
    final LongAdder refused = new LongAdder();
    volatile long lag;

    CountingCounts counts() {
        return new CountingCounts(counted.sum(), gone.sum(), unreadable.sum(), refused.sum(), lag);
    }
}
