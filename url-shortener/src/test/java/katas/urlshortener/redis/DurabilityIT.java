package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import katas.lab.infrastructure.FreePorts;
import katas.lab.infrastructure.RedisServer;
import katas.lab.testing.TradeOffs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis is killed right after it has acknowledged links, and started again on what it left behind. */
class DurabilityIT {
    private static final String LOST = "of 20 acknowledged links, lost by a killed Redis";
    private static final int LINKS = 20;

    @TempDir
    private Path folder;

    @Test
    void a_link_that_was_acknowledged_is_there_after_redis_was_killed() {
        long lost = lostLinks("yes");

        TradeOffs.record(LOST, "appendonly yes", lost);
        assertThat(lost).isZero();
    }

    @Test
    void without_the_append_only_file_it_is_not() {
        long lost = lostLinks("no");

        TradeOffs.record(LOST, "appendonly no", lost);
        assertThat(lost).isEqualTo(LINKS);
    }

    private long lostLinks(String appendOnly) {
        try (var server = new RedisServer(folder, FreePorts.next())) {
            server.start();
            try (var replica =
                    Replica.of("redis://127.0.0.1:" + server.port()).patient().start()) {
                replica.patient().call(commands -> commands.configSet("appendonly", appendOnly));
                var links = Stream.generate(() -> NewLinks.create(replica, NewLinks.plain("ann")))
                        .limit(LINKS)
                        .toList();
                server.kill();
                server.start();
                Patience.until(() ->
                        replica.patient().call(commands -> commands.ping()).equals("PONG"));
                return links.stream()
                        .filter(link -> replica.links.find(link.code(), "ann").isEmpty())
                        .count();
            }
        }
    }
}
