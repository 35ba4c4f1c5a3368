package katas.shopping.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import katas.shopping.Shards;
import katas.shopping.effect.Handler;
import katas.shopping.effect.Subscription;
import katas.shopping.messages.Topic;
import katas.shopping.view.Generation;
import katas.shopping.view.Replays;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.springframework.context.SmartLifecycle;

/** Reads the carts' topic, which is kept without end, with a group of consumers for each generation. */
public final class KafkaReplays implements Replays, SmartLifecycle {
    private final KafkaClients clients;
    private final Topics topics;
    private final MessageConsumers consumers;
    private final Map<Generation, MessageConsumer> followed = new HashMap<>();
    private boolean running;

    public KafkaReplays(KafkaClients clients, Topics topics, MessageConsumers consumers) {
        this.clients = clients;
        this.topics = topics;
        this.consumers = consumers;
    }

    @Override
    public synchronized void follow(Map<Generation, Handler> generations) {
        if (!running) {
            return;
        }
        for (var gone : Set.copyOf(followed.keySet())) {
            if (!generations.containsKey(gone)) {
                leave(gone);
            }
        }
        generations.forEach((generation, handler) -> followed.computeIfAbsent(generation, added -> {
            var consumer = consumers.play(new Subscription(added.consumer(), Set.of(Topic.CARTS), handler));
            consumer.start();
            return consumer;
        }));
    }

    @Override
    public List<Long> ends() {
        try (var admin = clients.openAdmin()) {
            var latest = IntStream.range(0, Shards.COUNT)
                    .mapToObj(this::partition)
                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
            var ends = get(admin.listOffsets(latest).all());
            return byPartition(partition -> {
                var end = ends.get(partition);
                return end == null ? 0 : end.offset();
            });
        }
    }

    @Override
    public List<Long> positions(Generation generation) {
        try (var admin = clients.openAdmin()) {
            var committed = get(admin.listConsumerGroupOffsets(topics.group(generation.consumer()))
                    .partitionsToOffsetAndMetadata());
            return byPartition(partition -> {
                var position = committed.get(partition);
                return position == null ? 0 : position.offset();
            });
        }
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        Set.copyOf(followed.keySet()).forEach(this::leave);
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return KafkaConfiguration.PHASE;
    }

    private void leave(Generation generation) {
        var consumer = followed.remove(generation);
        if (consumer != null) {
            consumers.leave(generation.consumer(), consumer);
        }
    }

    private List<Long> byPartition(ToLongFunction<TopicPartition> offset) {
        return IntStream.range(0, Shards.COUNT)
                .mapToObj(number -> offset.applyAsLong(partition(number)))
                .toList();
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topics.name(Topic.CARTS), number);
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not tell", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
