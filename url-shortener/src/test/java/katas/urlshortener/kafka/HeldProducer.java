package katas.urlshortener.kafka;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import katas.urlshortener.Shards;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer that acknowledges nothing until it is told to, and gives up what is left when it is closed. */
final class HeldProducer extends MockProducer<String, byte[]> {
    static final String TOPIC = "held";

    HeldProducer() {
        super(cluster(), false, null, new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns when so many records are here. */
    void awaitSent(int records) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> history().size() == records);
    }

    @Override
    public void close(Duration timeout) {
        while (errorNext(new KafkaException("closed"))) {
            // on to the next
        }
        super.close(timeout);
    }

    private static Cluster cluster() {
        var node = new Node(1, "nowhere", 1);
        var partitions = IntStream.range(0, Shards.COUNT)
                .mapToObj(partition -> new PartitionInfo(TOPIC, partition, node, new Node[] {node}, new Node[] {node}))
                .toList();
        return new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of());
    }
}
