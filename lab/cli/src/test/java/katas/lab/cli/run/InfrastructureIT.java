package katas.lab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import katas.lab.cli.tree.KataDescription.Need;
import katas.lab.infrastructure.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureIT {
    @TempDir
    Path data;

    @Test
    void starts_what_is_needed_and_tells_services_where_it_is() {
        var infrastructure = new Infrastructure(Set.of(Need.REDIS, Need.KAFKA), data);
        var servers = infrastructure.servers();
        try {
            servers.forEach(infrastructure::start);

            assertThat(servers).extracting(Server::name).containsExactly("Redis", "Kafka");
            assertThat(servers).allMatch(Server::running);
            assertThat(infrastructure.environment())
                    .isEqualTo(Map.of(
                            "SPRING_DATA_REDIS_HOST",
                            "127.0.0.1",
                            "SPRING_DATA_REDIS_PORT",
                            Integer.toString(servers.getFirst().port()),
                            "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                            "127.0.0.1:" + servers.getLast().port()));
        } finally {
            infrastructure.close();
        }
        assertThat(servers).noneMatch(Server::running);
    }

    @Test
    void starts_nothing_that_nobody_needs() {
        try (var infrastructure = new Infrastructure(Set.of(), data)) {
            assertThat(infrastructure.servers()).isEmpty();
            assertThat(infrastructure.environment()).isEmpty();
        }
    }
}
