package katas.urlshortener.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.urlshortener.Shards;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A log that loses clicks is none. */
@Lab(Needs.KAFKA)
class ClickTopicIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name = "topic-" + UUID.randomUUID();
    private final KafkaClients clients;
    private final ClickTopic topic;

    ClickTopicIT(KafkaHandle kafka) {
        clients = KafkaClients.of(kafka.bootstrapServers());
        topic = new ClickTopic(clients, name);
    }

    @AfterEach
    void stop() {
        topic.stop();
    }

    @ParameterizedTest
    @CsvSource({"retention.ms,604800000,-1", "retention.bytes,1000000,-1", "cleanup.policy,compact,delete"})
    void a_topic_that_somebody_made_is_not_ready_while_it_would_lose_clicks(String setting, String wrong, String right)
            throws Exception {
        try (var admin = Pipeline.admin(clients)) {
            var settings = new HashMap<>(Map.of("retention.ms", "-1"));
            settings.put(setting, wrong);
            admin.createTopics(
                            List.of(new NewTopic(name, Optional.of(Shards.COUNT), Optional.empty()).configs(settings)))
                    .all()
                    .get();
            topic.start();
            await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> !topic.isReady());

            var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
            var change = new AlterConfigOp(new ConfigEntry(setting, right), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                    .all()
                    .get();

            await().atMost(PATIENCE).until(topic::isReady);
        }
    }

    @Test
    void a_log_that_has_lost_its_beginning_is_not_whole() throws Exception {
        topic.start();
        topic.await();
        await().atMost(PATIENCE).until(topic::isWhole);
        var click = new ClickFormat(name).write(Pipeline.clicks("lost", 1).getFirst());
        try (var producer = clients.acknowledgedProducer();
                var admin = Pipeline.admin(clients)) {
            producer.send(click).get();

            admin.deleteRecords(Map.of(new TopicPartition(name, click.partition()), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }

        assertThat(topic.isWhole()).isFalse();
    }
}
