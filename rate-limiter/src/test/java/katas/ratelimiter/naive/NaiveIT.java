package katas.ratelimiter.naive;

import static katas.ratelimiter.Fixtures.NO_REFILL;
import static katas.ratelimiter.Fixtures.allows;
import static katas.ratelimiter.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.TradeOffs;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.RateLimiter;
import katas.ratelimiter.StoreUnavailable;
import katas.ratelimiter.redis.RedisKeys;
import katas.ratelimiter.redis.RedisReplica;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the two wrong ways get right for a lone caller, and what they cost as soon as there are several. */
@Lab(Needs.REDIS)
class NaiveIT {
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final RedisReplica replica;

    NaiveIT(RedisHandle redis) {
        replica = RedisReplica.of(redis);
    }

    @AfterEach
    void close() {
        replica.close();
    }

    @Test
    void compare_and_set_makes_many_trips_a_decision_where_a_script_makes_one() {
        var limiter = new CompareAndSetRateLimiter(replica.link(), InstantSource.system(), PATIENT);
        var policy = policy(Algorithm.COMPARE_AND_SET, 100, NO_REFILL);

        long trips = replica.commandsDuring(() -> {
            var outcomes = LoadDriver.run(100, _ -> allows(limiter, policy, "contended"));
            assertThat(outcomes.failures()).isEmpty();
            assertThat(outcomes.count(true)).isEqualTo(100);
        });

        TradeOffs.record("trips to Redis for 100 permits, 100 callers at once", "compare-and-set", trips);
        long scriptTrips = scriptTrips();
        TradeOffs.record("trips to Redis for 100 permits, 100 callers at once", "token-bucket", scriptTrips);
        assertThat(scriptTrips).isEqualTo(100);
        assertThat(trips).isGreaterThan(5 * 100);
    }

    @Test
    void compare_and_set_gives_up_at_its_deadline_however_many_races_it_still_could_run() {
        var policy = policy(Algorithm.COMPARE_AND_SET, 100, NO_REFILL);
        var key = RedisKeys.of(policy).of("lost")[0];
        var races = new AtomicLong();
        // asked for between reading and swapping: somebody else is always faster
        InstantSource meddling = () -> {
            replica.link().call(commands -> commands.set(key, Long.MAX_VALUE + " " + races.incrementAndGet()));
            return Instant.EPOCH;
        };
        var limiter = new CompareAndSetRateLimiter(replica.link(), meddling, Duration.ofMillis(50));

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> allows(limiter, policy, "lost"))
                .withMessage("lost every race within PT0.05S");
        // one trip each at least: far more than fit into the time
        assertThat(races).hasPositiveValue().hasValueLessThan(10_000);
    }

    @Test
    void replicas_whose_clocks_are_10_s_apart_decide_alike_by_the_time_of_redis_and_not_by_their_own(
            RedisHandle redis) {
        var window = Duration.ofSeconds(10);
        var ahead = (InstantSource) () -> InstantSource.system().instant().plus(window);
        var naive = new RateLimiter[] {
            new GetThenSetRateLimiter(replica.link(), InstantSource.system()),
            new GetThenSetRateLimiter(replica.link(), ahead)
        };
        var other = RedisReplica.of(redis);
        var ours = new RateLimiter[] {replica.limiter(), other.limiter()};

        long naiveAdmitted = admittedInTurn(naive, Algorithm.NAIVE, window);
        long oursAdmitted = admittedInTurn(ours, Algorithm.FIXED_WINDOW, window);
        other.close();

        TradeOffs.record("passed of 100 calls in turn, limit 10, clocks 10 s apart", "naive", naiveAdmitted);
        TradeOffs.record("passed of 100 calls in turn, limit 10, clocks 10 s apart", "fixed-window", oursAdmitted);
        // more than 10 if the window's edge lies within the run: what the old one had let pass comes on top
        assertThat(oursAdmitted).isBetween(10L, 20L);
        assertThat(naiveAdmitted).isEqualTo(100);
    }

    private long scriptTrips() {
        var policy = policy(Algorithm.TOKEN_BUCKET, 100, NO_REFILL);
        allows(replica.limiter(), policy, "warm");
        return replica.commandsDuring(() -> {
            var outcomes = LoadDriver.run(100, _ -> allows(replica.limiter(), policy, "contended"));
            assertThat(outcomes.count(true)).isEqualTo(100);
        });
    }

    private static long admittedInTurn(RateLimiter[] replicas, Algorithm algorithm, Duration window) {
        var policy = policy(algorithm, 10, window);
        long admitted = 0;
        for (int call = 0; call < 100; call++) {
            admitted += allows(replicas[call % replicas.length], policy, algorithm.name()) ? 1 : 0;
        }
        return admitted;
    }
}
