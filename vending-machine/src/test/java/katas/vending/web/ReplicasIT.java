package katas.vending.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import katas.lab.testing.RedisHandle;
import katas.vending.Replica;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two replicas are one service, and one that stops leaves nobody hanging. */
@RunningService
class ReplicasIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port;

    ReplicasIT(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void a_purchase_may_be_spread_over_replicas_and_outlive_one_of_them(RedisHandle redis) {
        var here = Site.at(port);
        try (var replica = Replica.start(redis, "katas.vending-machine.stream-poll=20ms")) {
            var there = here.through(replica.port());
            var follower = Follower.after(1, there.buyer, there.path + "/events");
            var coin = Site.command("coin", "insert-coin", "denomination", 50);

            var inserted = here.buyer.post(here.path + "/commands", coin);
            var repeated = there.buyer.post(there.path + "/commands", coin);
            var session = inserted.json().get("session").stringValue();
            var selected = there.give(there.buyer, "select", "slot", "A1", "session", session);
            here.carryOut();

            assertThat(repeated.body()).isEqualTo(inserted.body());
            assertThat(selected.json().get("state").stringValue()).isEqualTo("dispensing");
            await().atMost(PATIENCE).until(() -> follower.types().contains("pay-out-started"));
            assertThat(follower.types())
                    .containsExactly("coin-inserted", "vend-started", "motor-stopped", "item-sold", "pay-out-started");

            replica.stop();
            await().atMost(PATIENCE).until(follower::hasEnded);
        }

        assertThat(here.carryOut().json().get("state").stringValue()).isEqualTo("idle");
        assertThat(here.books().at("/recount/agrees").booleanValue()).isTrue();
        assertThat(here.books().at("/balanced").booleanValue()).isTrue();
    }
}
