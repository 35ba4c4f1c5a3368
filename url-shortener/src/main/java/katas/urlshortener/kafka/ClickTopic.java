package katas.urlshortener.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import katas.urlshortener.ClickHistory;
import katas.urlshortener.Shards;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The log of clicks: one partition for each shard, and nothing is ever removed from it.
 *
 * <p>Made in the background, again and again until it is there, since a service must start while Kafka is away. Nobody
 * may write before: Kafka would make a topic of its own, with too few partitions.
 */
public final class ClickTopic implements SmartLifecycle, ClickHistory {
    public static final String NAME = "url-shortener.clicks.v1";

    private static final Logger log = LoggerFactory.getLogger(ClickTopic.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    /** Nothing is removed. */
    private static final Map<String, String> SETTINGS = Map.of(
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.RETENTION_BYTES_CONFIG, "-1",
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);

    private final KafkaClients clients;
    private final String name;
    private final CountDownLatch ready = new CountDownLatch(1);
    private @Nullable Thread maker;
    private @Nullable String told;

    /** @param name must be a legal name of a topic */
    public ClickTopic(KafkaClients clients, String name) {
        this.clients = clients;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Returns a source of producers that opens none before the topic is ready. */
    ProducerSource whenReady(Supplier<Producer<String, byte[]>> producers) {
        return () -> {
            await();
            return producers.get();
        };
    }

    /** Waits until clicks can be written. */
    void await() throws InterruptedException {
        ready.await();
    }

    boolean isReady() {
        return ready.getCount() == 0;
    }

    /** Tells whether each partition still begins with its first record. */
    @Override
    public boolean isWhole() {
        try (var admin = clients.openAdmin()) {
            var earliest = IntStream.range(0, Shards.COUNT)
                    .mapToObj(partition -> new TopicPartition(name, partition))
                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.earliest()));
            return admin.listOffsets(earliest).all().get().values().stream().allMatch(begin -> begin.offset() == 0);
        } catch (ExecutionException | KafkaException e) {
            log.warn("log of clicks cannot be asked where it begins reason={}", String.valueOf(e.getMessage()));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void start() {
        if (maker == null) {
            maker = Thread.ofPlatform().name("click-topic").daemon().start(this::makeUntilThere);
        }
    }

    @Override
    public synchronized void stop() {
        if (maker != null) {
            maker.interrupt();
            maker = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return maker != null;
    }

    @Override
    public int getPhase() {
        return KafkaConfiguration.PHASE;
    }

    private void makeUntilThere() {
        try {
            while (!isReady()) {
                var wrong = tryMake();
                if (wrong.isEmpty()) {
                    ready.countDown();
                } else {
                    tell(wrong.get());
                    Thread.sleep(BETWEEN_TRIES);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what is wrong. */
    private Optional<String> tryMake() throws InterruptedException {
        try (var admin = clients.openAdmin()) {
            make(admin);
            int partitions = admin.describeTopics(List.of(name)).allTopicNames().get().values().stream()
                    .mapToInt(topic -> topic.partitions().size())
                    .sum();
            return partitions == Shards.COUNT
                    ? wrongSetting(admin)
                    : Optional.of("has %d partitions, must have %d".formatted(partitions, Shards.COUNT));
        } catch (ExecutionException | KafkaException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Somebody else may have made it. */
    private Optional<String> wrongSetting(Admin admin) throws ExecutionException, InterruptedException {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        var config = Objects.requireNonNull(
                admin.describeConfigs(List.of(topic)).all().get().get(topic));
        return SETTINGS.entrySet().stream()
                .filter(setting -> !setting.getValue()
                        .equals(Objects.requireNonNull(config.get(setting.getKey()))
                                .value()))
                .map(setting -> "must have %s=%s".formatted(setting.getKey(), setting.getValue()))
                .findFirst();
    }

    private void make(Admin admin) throws ExecutionException, InterruptedException {
        var topic = new NewTopic(name, Optional.of(Shards.COUNT), Optional.empty()).configs(SETTINGS);
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private void tell(String reason) {
        if (!reason.equals(told)) {
            log.warn("topic of clicks is not ready topic={} reason={}", name, reason);
            told = reason;
        }
    }
}
