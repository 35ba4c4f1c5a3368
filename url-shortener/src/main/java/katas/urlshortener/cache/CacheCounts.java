package katas.urlshortener.cache;

/**
 * What a cache has done since it began.
 *
 * @param hits answered from a copy that the store vouches for
 * @param reads questions to the store
 * @param joined answered by a question that somebody else had under way
 * @param stale answered from an unconfirmed copy, since the store was away
 */
public record CacheCounts(long hits, long reads, long joined, long stale) {}
