package katas.urlshortener.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import katas.urlshortener.code.IdBlocks;

/** Counts what is leased: {@code codes.leases} and {@code codes.leased}. */
public final class MeteredIdBlocks implements IdBlocks {
    private final IdBlocks blocks;
    private final Counter leases;
    private final Counter leased;

    public MeteredIdBlocks(IdBlocks blocks, MeterRegistry meters) {
        this.blocks = blocks;
        this.leases = Counter.builder("codes.leases")
                .description("calls to the store for a block of ids")
                .register(meters);
        this.leased = Counter.builder("codes.leased")
                .description("ids leased, whether used or not")
                .register(meters);
    }

    @Override
    public long lease(int size) {
        long first = blocks.lease(size);
        leases.increment();
        leased.increment(size);
        return first;
    }
}
