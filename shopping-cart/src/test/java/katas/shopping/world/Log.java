package katas.shopping.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import katas.shopping.Shards;
import katas.shopping.messages.Envelope;
import katas.shopping.messages.Topic;

/** What was published, by topic and partition. */
final class Log {
    private final Map<Topic, List<List<Envelope>>> topics = new TreeMap<>();

    Log() {
        for (var topic : Topic.values()) {
            topics.put(
                    topic,
                    IntStream.range(0, Shards.COUNT)
                            .<List<Envelope>>mapToObj(partition -> new ArrayList<>())
                            .toList());
        }
    }

    void append(Envelope envelope, int partition) {
        partition(envelope.message().topic(), partition).add(envelope);
    }

    List<Envelope> partition(Topic topic, int number) {
        return topics.get(topic).get(number);
    }

    List<Envelope> all() {
        return topics.values().stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .toList();
    }
}
