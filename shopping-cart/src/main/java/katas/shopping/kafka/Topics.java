package katas.shopping.kafka;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import katas.shopping.Shards;
import katas.shopping.messages.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The topics, with one partition for each shard.
 *
 * <p>Made in the background, again and again until they are there, since a process must start while Kafka is away. Nobody
 * may write before: Kafka would make topics of its own, with too few partitions.
 */
public final class Topics implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Topics.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    /** What views are folded from: nothing is removed. */
    private static final Map<String, String> KEPT = Map.of(
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.RETENTION_BYTES_CONFIG, "-1",
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);

    /** Shorter than consumers remember what they had: what can be read again is known. */
    private static final Map<String, String> PASSING =
            Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(Topic.KEPT.toMillis()));

    private final KafkaClients clients;
    private final String prefix;
    private final Set<Topic> made;
    private final CountDownLatch ready = new CountDownLatch(1);
    private @Nullable Thread maker;
    private @Nullable String told;

    /**
     * Makes nothing yet.
     *
     * @param prefix of all names, such as {@code shopping-cart}
     */
    public Topics(KafkaClients clients, String prefix) {
        this(clients, prefix, EnumSet.allOf(Topic.class));
    }

    Topics(KafkaClients clients, String prefix, Set<Topic> made) {
        this.clients = clients;
        this.prefix = prefix;
        this.made = made;
    }

    /** Returns the name of a topic in Kafka. */
    public String name(Topic topic) {
        return topic.named(prefix);
    }

    /** Returns the name of a group of consumers. */
    String group(String consumer) {
        return prefix + "." + consumer;
    }

    /** Waits until all topics are there. */
    public void await() throws InterruptedException {
        ready.await();
    }

    boolean isReady() {
        return ready.getCount() == 0;
    }

    @Override
    public synchronized void start() {
        if (maker == null) {
            maker = Thread.ofPlatform().name("topics").daemon().start(this::makeUntilThere);
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
            var names = made.stream().map(this::name).toList();
            var wrong = admin.describeTopics(names).allTopicNames().get().values().stream()
                    .filter(topic -> topic.partitions().size() != Shards.COUNT)
                    .map(topic -> "%s has %d partitions, must have %d"
                            .formatted(topic.name(), topic.partitions().size(), Shards.COUNT))
                    .findFirst();
            return wrong.isPresent() ? wrong : wrongSetting(admin);
        } catch (ExecutionException | KafkaException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Somebody else may have made it. */
    private Optional<String> wrongSetting(Admin admin) throws ExecutionException, InterruptedException {
        var carts = new ConfigResource(ConfigResource.Type.TOPIC, name(Topic.CARTS));
        var config = Objects.requireNonNull(
                admin.describeConfigs(List.of(carts)).all().get().get(carts));
        return KEPT.entrySet().stream()
                .filter(setting -> !setting.getValue()
                        .equals(Objects.requireNonNull(config.get(setting.getKey()))
                                .value()))
                .map(setting -> "%s must have %s=%s".formatted(carts.name(), setting.getKey(), setting.getValue()))
                .findFirst();
    }

    private void make(Admin admin) throws ExecutionException, InterruptedException {
        for (var creation : admin.createTopics(made.stream().map(this::asNew).toList())
                .values()
                .values()) {
            try {
                creation.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private NewTopic asNew(Topic topic) {
        return new NewTopic(name(topic), Optional.of(Shards.COUNT), Optional.empty())
                .configs(topic == Topic.CARTS ? KEPT : PASSING);
    }

    private void tell(String reason) {
        if (!reason.equals(told)) {
            log.warn("topics are not ready reason={}", reason);
            told = reason;
        }
    }
}
