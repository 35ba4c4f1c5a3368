package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import katas.lab.infrastructure.FreePorts;
import katas.lab.infrastructure.RedisServer;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.TradeOffs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs to sync each write before it is acknowledged, and how much is at stake without.
 *
 * <p>Under {@code everysec} Redis syncs once a second, or a second later when the disk is busy. A power cut takes what
 * was acknowledged since: no process that is killed shows that, so it is counted how much was acknowledged in a second.
 */
@Tag("long")
class FsyncPriceIT {
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final int WHOLE_SECONDS = 4;

    @TempDir
    private Path folder;

    @Test
    void both_settings_acknowledge_every_creation() {
        try (var always = new Subject("always");
                var everysec = new Subject("everysec")) {
            for (int callers : new int[] {1, 32}) {
                always.measure(callers);
                everysec.measure(callers);
                var alwaysRates = new ArrayList<Long>();
                var everysecRates = new ArrayList<Long>();
                for (int round = 0; round < ROUNDS; round++) {
                    alwaysRates.add(always.measure(callers));
                    everysecRates.add(everysec.measure(callers));
                }
                var scenario = "creations a second, %d at a time".formatted(callers);
                TradeOffs.record(scenario, "appendfsync always", median(alwaysRates));
                TradeOffs.record(scenario, "appendfsync everysec", median(everysecRates));
            }
            TradeOffs.record("most creations acknowledged in a second", "appendfsync always", always.most.get());
            TradeOffs.record("most creations acknowledged in a second", "appendfsync everysec", everysec.most.get());
            TradeOffs.record("syncs that came late", "appendfsync everysec", everysec.lateSyncs());
        }
    }

    private static long median(List<Long> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    /** A Redis of its own, and a replica. */
    private final class Subject implements AutoCloseable {
        private final AtomicLong most = new AtomicLong();
        private final RedisServer server;
        private final Replica replica;

        Subject(String appendFsync) {
            server = new RedisServer(folder.resolve(appendFsync), FreePorts.next());
            server.start();
            replica = Replica.of("redis://127.0.0.1:" + server.port()).patient().start();
            replica.patient().call(commands -> commands.configSet("appendfsync", appendFsync));
        }

        /** Returns how many links were created in a second. */
        long measure(int callers) {
            var bySecond = new AtomicLongArray(WHOLE_SECONDS);
            long begin = System.nanoTime();

            var created = LoadDriver.run(callers, _ -> {
                long mine = 0;
                for (long at = 0; at < ROUND.toNanos(); at = System.nanoTime() - begin) {
                    NewLinks.create(replica, NewLinks.plain("ann"));
                    bySecond.incrementAndGet((int) Math.min(
                            WHOLE_SECONDS - 1, at / Duration.ofSeconds(1).toNanos()));
                    mine++;
                }
                return mine;
            });

            double seconds =
                    (System.nanoTime() - begin) / (double) Duration.ofSeconds(1).toNanos();
            assertThat(created.failures()).isEmpty();
            for (int second = 0; second < ROUND.toSeconds(); second++) {
                most.accumulateAndGet(bySecond.get(second), Math::max);
            }
            return Math.round(
                    created.results().stream().mapToLong(Long::longValue).sum() / seconds);
        }

        long lateSyncs() {
            return replica.patient()
                    .<String>call(commands -> commands.info("persistence"))
                    .lines()
                    .filter(line -> line.startsWith("aof_delayed_fsync:"))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                    .sum();
        }

        @Override
        public void close() {
            replica.close();
            server.close();
        }
    }
}
