package katas.urlshortener.kafka;

import java.util.Map;

/**
 * What became of the clicks since the service began.
 *
 * @param acknowledged are in Kafka, and will be counted
 * @param waiting are in this process alone
 * @param lost will never be counted, by reason; those that were sent may be counted nevertheless
 */
public record ClickLogCounts(long acknowledged, long waiting, Map<Loss, Long> lost) {}
