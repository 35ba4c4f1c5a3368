package katas.shopping.naive;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import katas.shopping.Shards;

/** Spreads messages over all partitions in turn, whatever they are about: evenly, and in no order. */
public final class Unkeyed implements ToIntFunction<String> {
    private final AtomicInteger sent = new AtomicInteger();

    @Override
    public int applyAsInt(String key) {
        return Math.floorMod(sent.getAndIncrement(), Shards.COUNT);
    }
}
