package katas.shopping.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.shopping.redis.RedisReplica;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class RedisLedgerIT implements LedgerContract {
    private final String key = "test-" + UUID.randomUUID() + ":ledger";
    private static final Duration RETENTION = Duration.ofDays(400);

    private final RedisHandle redis;
    private final RedisReplica replica;

    RedisLedgerIT(RedisHandle redis) {
        this.redis = redis;
        this.replica = RedisReplica.of(redis);
    }

    @AfterEach
    void disconnect() {
        replica.close();
    }

    @Override
    public Ledger ledger() {
        return new RedisLedger(replica.link(), key, RETENTION);
    }

    @Test
    void what_was_decided_long_ago_is_forgotten_and_nothing_else() {
        var ledger = ledger();
        ledger.decide(Capture.of("ord_1", PRICE, NOON));
        ledger.decide(Capture.of("ord_2", PRICE, NOON.plusMillis(1)));

        ledger.decide(Capture.of("ord_3", PRICE, NOON.plus(RETENTION).plusMillis(1)));

        assertThat(ledger.all()).extracting(Capture::id).containsExactlyInAnyOrder("ord_2", "ord_3");
    }

    @Test
    void what_was_decided_outlives_the_process_that_decided_it() {
        var capture = ledger().decide(Capture.of("ord_1", PRICE, NOON));

        try (var later = RedisReplica.of(redis)) {
            assertThat(new RedisLedger(later.link(), key, RETENTION).find("ord_1"))
                    .contains(capture);
        }
    }
}
