package katas.urlshortener.kafka;

import org.apache.kafka.clients.producer.Producer;

/** Opens a way to Kafka. */
@FunctionalInterface
public interface ProducerSource {
    /**
     * Opens it when there is something to write to, however long that takes.
     *
     * @throws org.apache.kafka.common.KafkaException if it cannot be opened now
     */
    Producer<String, byte[]> open() throws InterruptedException;
}
