package katas.urlshortener.code;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import katas.urlshortener.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Ids for one replica, from blocks that it leases as it goes: one call to the store for a whole block.
 *
 * <p>What is left of a block when the replica ends is never used: at most a block of ids is lost, and none comes twice.
 */
public final class LeasedIds {
    private final IdBlocks blocks;
    private final int blockSize;
    private long next;
    private long end;
    private @Nullable CompletableFuture<Long> underWay;

    /**
     * Begins without a block.
     *
     * @param blockSize how many ids are leased at once, at least 1
     */
    public LeasedIds(IdBlocks blocks, int blockSize) {
        if (blockSize < 1) {
            throw new IllegalArgumentException("block size must be at least 1, was " + blockSize);
        }
        this.blocks = blocks;
        this.blockSize = blockSize;
    }

    /**
     * Returns an id that nobody else gets.
     *
     * <p>Callers share one lease while a block is being leased, and its failure: else each would wait for one of its own.
     *
     * @throws StoreUnavailable if there is no block to be had
     */
    public long next() {
        while (true) {
            CompletableFuture<Long> lease;
            boolean mine;
            synchronized (this) {
                if (next != end) {
                    return next++;
                }
                mine = underWay == null;
                lease = underWay == null ? new CompletableFuture<>() : underWay;
                underWay = lease;
            }
            if (mine) {
                return lease(lease);
            }
            await(lease);
        }
    }

    private long lease(CompletableFuture<Long> mine) {
        try {
            long first = blocks.lease(blockSize);
            synchronized (this) {
                next = first + 1;
                end = first + blockSize;
                underWay = null;
            }
            mine.complete(first);
            return first;
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                underWay = null;
            }
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static void await(CompletableFuture<Long> lease) {
        try {
            var _ = lease.join();
        } catch (CompletionException e) {
            throw new StoreUnavailable("a lease by somebody else failed", e.getCause());
        }
    }
}
