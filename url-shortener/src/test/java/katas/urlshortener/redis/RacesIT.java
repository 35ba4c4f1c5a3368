package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.TradeOffs;
import katas.urlshortener.Link;
import katas.urlshortener.Lookup;
import katas.urlshortener.Redirect;
import katas.urlshortener.Target;
import katas.urlshortener.cache.ReadThrough;
import katas.urlshortener.cache.SubscribedStore;
import katas.urlshortener.naive.TtlCache;
import katas.urlshortener.redis.StoredLink.Standing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Edits that arrive while a link is being read. */
@Lab(Needs.REDIS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RacesIT {
    private static final String STALE = "stale copies of each 1,000 edits during a read";
    private static final int FORCED = 1_000;

    private static final int AT_A_TIME = 32;

    private final Set<String> edited = ConcurrentHashMap.newKeySet();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private Replica replica;
    private Replica editor;
    private Consumer<String> betweenReadAndKeep = _ -> {};

    @BeforeAll
    void start(RedisHandle redis) {
        editor = Replica.of(redis.uri()).patient().start();
        replica = Replica.of(redis.uri()).patient().reads(this::gated).start();
        replica.listeners.add(new Invalidations() {
            @Override
            public void changed(String key) {
                RedisKeys.codeOf(key).ifPresent(heard::add);
            }

            @Override
            public void everythingChanged() {}
        });
    }

    @AfterAll
    void stop() {
        replica.close();
        editor.close();
    }

    @Test
    void an_edit_between_the_read_and_the_keeping_of_a_copy_leaves_nothing_stale() {
        int rounds = Rounds.of(10 * FORCED, 30 * FORCED);

        long stale = staleAfterForcedRaces("forced", rounds, replica.lookups);

        assertThat(stale).isZero();
        TradeOffs.record(STALE, "tracked", stale * FORCED / rounds);
    }

    @Test
    void a_cache_that_puts_what_it_got_keeps_stale_copies() {
        var naive = new TtlCache<>(replica.store, Duration.ofMinutes(5), FORCED, System::nanoTime);

        long stale = staleAfterForcedRaces("naive", FORCED, naive);

        TradeOffs.record(STALE, "ttl-cache", stale);
        assertThat(stale).isEqualTo(FORCED);
    }

    @Test
    void edits_that_race_with_reads_by_chance_leave_nothing_stale() {
        betweenReadAndKeep = _ -> {};
        int rounds = Rounds.of(100, 3_000);

        for (int round = 0; round < rounds; round++) {
            var code = "chance-" + round;
            write(code, 1);

            var answers = LoadDriver.run(4, i -> {
                if (i == 2) {
                    write(code, 2);
                }
                return version(replica.lookups.get(code));
            });

            assertThat(answers.failures()).isEmpty();
            replica.hearAll();
            assertThat(version(replica.lookups.get(code))).as(code).isEqualTo(2);
        }
    }

    /** In each round lets an edit, and word of it, arrive after the read and before the copy is kept. */
    private long staleAfterForcedRaces(String name, int rounds, ReadThrough<String, Lookup> cache) {
        betweenReadAndKeep = code -> {
            if (edited.add(code)) {
                write(code, 2);
                await(() -> heard.contains(code));
            }
        };
        var versions = LoadDriver.run(rounds, AT_A_TIME, round -> {
            var code = name + "-" + round;
            write(code, 1);
            assertThat(version(cache.get(code))).isEqualTo(1);
            return version(cache.get(code));
        });
        assertThat(versions.failures()).isEmpty();
        assertThat(versions.results()).hasSize(rounds);
        return versions.count(1L);
    }

    private SubscribedStore<String, Lookup> gated(SubscribedStore<String, Lookup> store) {
        return code -> {
            var reading = store.read(code);
            betweenReadAndKeep.accept(code);
            return reading;
        };
    }

    private void write(String code, long version) {
        var link = new Link(
                code,
                new Target("https://example.org/" + version),
                "ann",
                Redirect.FOUND,
                Instant.EPOCH,
                null,
                null,
                version);
        editor.patient()
                .call(commands -> commands.set(RedisKeys.link(code), StoredLink.write(new Standing(link, "c"))));
    }

    private static long version(Lookup found) {
        return found instanceof Lookup.Existing(var link) ? link.version() : 0;
    }

    // busier than Awaitility: thousands of times, for microseconds
    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(20_000);
        }
    }
}
