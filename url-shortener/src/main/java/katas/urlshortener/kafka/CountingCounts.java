package katas.urlshortener.kafka;

/**
 * What a replica has counted since it began.
 *
 * @param counted clicks
 * @param gone clicks that were skipped, since their links were deleted
 * @param unreadable records that were skipped
 * @param refused batches that were not counted here, since the counts stood elsewhere
 * @param lag clicks that wait in this replica's partitions, as of the last second
 */
public record CountingCounts(long counted, long gone, long unreadable, long refused, long lag) {}
