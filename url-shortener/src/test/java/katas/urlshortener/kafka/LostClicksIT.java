package katas.urlshortener.kafka;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import katas.lab.infrastructure.GuardedProcess;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.TradeOffs;
import katas.urlshortener.Shards;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A real kill -9 of a process whose clicks are taken down in three ways. */
@Lab(Needs.KAFKA)
class LostClicksIT {
    private static final String SCENARIO = "clicks lost by kill -9 100 ms after the last, of " + DoomedProcess.CLICKS;

    @Test
    void a_killed_process_loses_no_more_than_its_buffer_held(KafkaHandle kafka) throws Exception {
        var lost = lostByKill(kafka);
        for (int again = 0; lost.forgetting() == 0 && again < 5; again++) {
            // the machine stood still before the kill, and what was forgotten about had long been sent
            lost = lostByKill(kafka);
        }

        TradeOffs.record(SCENARIO, "tracked", lost.ours());
        TradeOffs.record(SCENARIO, "inline-clicks", lost.inline());
        TradeOffs.record(SCENARIO, "fire-and-forget", lost.forgetting());
        assertThat(lost.forgetting()).isGreaterThan(lost.ours());
    }

    private record Lost(long ours, long inline, long forgetting) {}

    private static Lost lostByKill(KafkaHandle kafka) throws Exception {
        var run = UUID.randomUUID().toString();
        var ours = "ours-" + run;
        var inline = "inline-" + run;
        var forgetting = "forgetting-" + run;
        var ready = new CompletableFuture<String>();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        long waiting;
        try (var process = GuardedProcess.command(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedProcess.class.getName(),
                        kafka.bootstrapServers(),
                        ours,
                        inline,
                        forgetting)
                .output(line -> {
                    if (line.startsWith(DoomedProcess.READY)) {
                        ready.complete(line.substring(DoomedProcess.READY.length()));
                    }
                })
                .start()) {
            waiting = Long.parseLong(ready.get(2, MINUTES));
            process.kill();
        }

        var lost = new Lost(lost(kafka, ours), lost(kafka, inline), lost(kafka, forgetting));
        assertThat(lost.ours()).isBetween(0L, waiting);
        assertThat(lost.inline()).isZero();
        return lost;
    }

    private static long lost(KafkaHandle kafka, String topic) throws Exception {
        try (var admin = Pipeline.admin(KafkaClients.of(kafka.bootstrapServers()))) {
            var ends = IntStream.range(0, Shards.COUNT)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
            return DoomedProcess.CLICKS
                    - admin.listOffsets(ends).all().get().values().stream()
                            .mapToLong(end -> end.offset())
                            .sum();
        }
    }
}
