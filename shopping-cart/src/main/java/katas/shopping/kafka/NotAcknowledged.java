package katas.shopping.kafka;

import java.util.Set;
import org.apache.kafka.common.KafkaException;

/** Kafka has not taken the messages of some shards for longer than anybody should wait. */
final class NotAcknowledged extends KafkaException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial")
    private final Set<Integer> shards;

    NotAcknowledged(Set<Integer> shards, String reason) {
        super(reason);
        this.shards = Set.copyOf(shards);
    }

    Set<Integer> shards() {
        return shards;
    }
}
