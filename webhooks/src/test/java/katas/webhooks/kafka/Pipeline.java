package katas.webhooks.kafka;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.RedisHandle;
import katas.webhooks.Ids;
import katas.webhooks.Passage;
import katas.webhooks.Store;
import katas.webhooks.clockwork.LoggedMishaps;
import katas.webhooks.clockwork.Worker;
import katas.webhooks.delivery.FanOut;
import katas.webhooks.message.Intake;
import katas.webhooks.message.Message;
import org.apache.kafka.common.config.ConfigResource;

/** From a request to deliveries, through a topic and a store that nobody else has. */
final class Pipeline implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    /** As short as may be, for those who wait in vain. */
    static final Duration KEPT = Duration.ofDays(9);

    /** So long that a busy machine is not taken for an outage. */
    private static final Duration APPEND_DEADLINE = Duration.ofSeconds(5);

    final Store store;
    private final KafkaClients clients;
    private final MessagesTopic topic;
    private final KafkaMessageLog log;
    private final Intake intake;
    private final AtomicInteger appended = new AtomicInteger();
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private final List<Worker> workers = new ArrayList<>();

    String topicSetting(String name) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        try (var admin = clients.openAdmin()) {
            var settings = admin.describeConfigs(List.of(resource)).all().get();
            return String.valueOf(
                    Objects.requireNonNull(settings.get(resource)).get(name).value());
        }
    }

    private Pipeline(Store store, KafkaHandle kafka) {
        var clock = InstantSource.system();
        this.store = store;
        this.clients = KafkaClients.of(kafka.bootstrapServers());
        this.topic = new MessagesTopic(clients, store.redis.keys().prefix(), KEPT);
        this.log = new KafkaMessageLog(clients, topic, APPEND_DEADLINE);
        this.intake = new Intake(
                this::append,
                store.messages,
                store.keys,
                new Ids(clock, new SecureRandom()),
                clock,
                Passage.OPEN,
                new LoggedMishaps(System::nanoTime));
    }

    static Pipeline of(RedisHandle redis, KafkaHandle kafka) throws InterruptedException {
        var pipeline = new Pipeline(Store.in(redis), kafka);
        pipeline.topic.start();
        pipeline.topic.await();
        return pipeline;
    }

    private void append(Message message) {
        log.append(message);
        appended.incrementAndGet();
    }

    Intake intake() {
        return intake;
    }

    /** Starts somebody who makes deliveries. */
    Worker consumer(Passage passage) {
        var fanOut = new FanOut(store.messages, store.directory, store.deliveries, passage);
        var consumer = new MessageConsumer(
                clients,
                topic,
                message -> {
                    fanOut.fanOut(message);
                    handled.add(message.id());
                },
                InstantSource.system(),
                new LoggedMishaps(System::nanoTime));
        var worker = new Worker("fan-out", consumer, consumer::wakeup);
        workers.add(worker);
        worker.start();
        return worker;
    }

    /** Tells whether everything that was appended had its deliveries made. */
    boolean isThrough() {
        return handled.size() >= appended.get();
    }

    @Override
    public void close() {
        workers.forEach(Worker::stop);
        topic.stop();
        log.close();
        store.close();
    }
}
