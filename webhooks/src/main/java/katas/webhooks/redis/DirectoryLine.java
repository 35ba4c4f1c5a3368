package katas.webhooks.redis;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.EventFilter;
import katas.webhooks.message.EventType;

/** What must be known of an endpoint to tell whether it gets a message: as text, milliseconds and filters with spaces between. */
record DirectoryLine(Instant createdAt, List<EventFilter> filters) {

    static String of(Endpoint endpoint) {
        return Stream.concat(
                        Stream.of(Long.toString(endpoint.createdAt().toEpochMilli())),
                        endpoint.eventTypes().stream().map(EventFilter::pattern))
                .collect(Collectors.joining(" "));
    }

    static DirectoryLine parse(String text) {
        var words = text.split(" ");
        return new DirectoryLine(
                Instant.ofEpochMilli(Long.parseLong(words[0])),
                Arrays.stream(words).skip(1).map(EventFilter::new).toList());
    }

    boolean wants(EventType type, Instant createdUntil) {
        return !createdAt.isAfter(createdUntil) && filters.stream().anyMatch(filter -> filter.wants(type));
    }
}
