package katas.lab.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import katas.lab.cli.CapturedConsole;
import katas.lab.cli.CopiedTree;
import katas.lab.cli.run.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class StageIT {
    private final CapturedConsole captured = new CapturedConsole();

    @Test
    void plays_replicas_on_one_redis_and_ends_with_all_of_them() {
        var stage = Stage.set(CopiedTree.shared(), captured.console(), "rate-limiter", false);
        List<Service> replicas;
        try {
            replicas = stage.start("gcra", 2, Map.of());
            assertThat(replicas).hasSize(2).allMatch(Service::running);
            assertThat(replicas.getFirst().url())
                    .isNotEqualTo(replicas.getLast().url());
            assertThat(stage.ask("How many pass?")).isEmpty();

            assertThat(DemoRedisIT.answers(stage.redis(), Duration.ofSeconds(5)))
                    .isTrue();
        } finally {
            stage.close();
        }

        assertThat(replicas).noneMatch(Service::running);
        assertThat(DemoRedisIT.answers(stage.redis(), Duration.ofSeconds(5))).isFalse();
    }
}
