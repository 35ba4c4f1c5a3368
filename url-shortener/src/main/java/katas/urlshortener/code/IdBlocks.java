package katas.urlshortener.code;

/** Where ids come from, a block at a time; every id belongs to one block only. */
@FunctionalInterface
public interface IdBlocks {
    /**
     * Leases the next block.
     *
     * @param size at least 1
     * @return the first id of the block
     * @throws katas.urlshortener.StoreUnavailable if the store is away
     */
    long lease(int size);
}
