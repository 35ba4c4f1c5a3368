package katas.webhooks.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells whether Kafka answers. While it does not, no message is accepted, and what was is delivered. */
public final class KafkaHealth extends AbstractHealthIndicator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final MessagesTopic topic;
    private @Nullable Admin admin;

    public KafkaHealth(KafkaClients clients, MessagesTopic topic) {
        super("Kafka does not answer");
        this.clients = clients;
        this.topic = topic;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws InterruptedException, ExecutionException {
        if (!topic.isReady()) {
            health.down().withDetail("reason", "the topic is not ready");
            return;
        }
        try {
            admin().describeCluster().clusterId().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            health.up();
        } catch (TimeoutException e) {
            health.down().withDetail("reason", "no answer within " + PATIENCE);
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = clients.openAdmin();
        }
        return admin;
    }
}
