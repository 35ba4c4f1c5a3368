package katas.webhooks.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import katas.lab.testing.KafkaHandle;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Settings of groups of consumers. */
public final class Groups {
    private Groups() {}

    /** Lets groups take a member for dead after a second. */
    public static void giveMembersUpSoon(KafkaHandle kafka, Collection<String> groups)
            throws InterruptedException, ExecutionException {
        Collection<AlterConfigOp> changes = Stream.of(
                        new ConfigEntry("consumer.session.timeout.ms", "1000"),
                        new ConfigEntry("consumer.heartbeat.interval.ms", "500"))
                .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                .toList();
        var all = groups.stream()
                .collect(Collectors.toMap(
                        group -> new ConfigResource(ConfigResource.Type.GROUP, group), group -> changes));
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.incrementalAlterConfigs(all).all().get();
        }
    }
}
