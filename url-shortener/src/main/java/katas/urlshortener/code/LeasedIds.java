package katas.urlshortener.code;

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

    /** Returns an id that nobody else gets. Callers wait for each other while a block is being leased. */
    public synchronized long next() {
        if (next == end) {
            next = blocks.lease(blockSize);
            end = next + blockSize;
        }
        return next++;
    }
}
