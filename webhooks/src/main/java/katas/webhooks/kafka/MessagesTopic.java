package katas.webhooks.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import katas.webhooks.clockwork.Worker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
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
 * The topic of accepted messages, with 16 partitions.
 *
 * <p>Made in the background, again and again until it is there, since a process must start while Kafka is away. Nobody may
 * write before: Kafka would make a topic of its own, with too few partitions.
 */
public final class MessagesTopic implements SmartLifecycle {
    /** How long a message can be read again, at least, and so how long there may be nobody to make its deliveries. */
    static final Duration KEPT = Duration.ofDays(7);

    static final int PARTITIONS = 16;

    private static final Logger log = LoggerFactory.getLogger(MessagesTopic.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final KafkaClients clients;
    private final String prefix;
    private final Duration kept;
    private final CountDownLatch ready = new CountDownLatch(1);
    private @Nullable Thread maker;
    private @Nullable String told;

    /**
     * Makes nothing yet.
     *
     * @param prefix of all names, such as {@code webhooks}
     * @param retention how long deliveries are kept: a message can be read again as long
     */
    public MessagesTopic(KafkaClients clients, String prefix, Duration retention) {
        this.clients = clients;
        this.prefix = prefix;
        this.kept = retention.compareTo(KEPT) > 0 ? retention : KEPT;
    }

    String name() {
        return prefix + ".messages.v1";
    }

    /** Returns the name of the group that makes deliveries. */
    String group() {
        return prefix + ".fan-out";
    }

    void await() throws InterruptedException {
        ready.await();
    }

    boolean isReady() {
        return ready.getCount() == 0;
    }

    @Override
    public synchronized void start() {
        if (maker == null) {
            maker = Thread.ofPlatform().name("topic").daemon().start(this::makeUntilThere);
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
        return Worker.PHASE;
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
            var found = Objects.requireNonNull(
                    admin.describeTopics(List.of(name())).allTopicNames().get().get(name()));
            int partitions = found.partitions().size();
            if (partitions != PARTITIONS) {
                return Optional.of("%s has %d partitions, must have %d".formatted(name(), partitions, PARTITIONS));
            }
            secure(admin, found.partitions().getFirst().replicas().size());
            return Optional.empty();
        } catch (ExecutionException | KafkaException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void make(Admin admin) throws ExecutionException, InterruptedException {
        var topic = new NewTopic(name(), Optional.of(PARTITIONS), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis())));
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private void secure(Admin admin, int replicas) throws ExecutionException, InterruptedException {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, name());
        var inSync = Objects.requireNonNull(
                        admin.describeConfigs(List.of(topic)).all().get().get(topic))
                .get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                .value();
        if (Integer.parseInt(inSync) < inSync(replicas)) {
            var entry = new ConfigEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(inSync(replicas)));
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    /** Returns how many replicas must have what is acknowledged: of fewer than three, one that is away would stop everything. */
    static int inSync(int replicas) {
        return replicas >= 3 ? 2 : 1;
    }

    private void tell(String reason) {
        if (!reason.equals(told)) {
            log.warn("topic is not ready topic={} reason={}", name(), reason);
            told = reason;
        }
    }
}
