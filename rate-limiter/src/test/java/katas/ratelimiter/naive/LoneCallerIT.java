package katas.ratelimiter.naive;

import java.time.Duration;
import java.time.InstantSource;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.RateLimiter;
import katas.ratelimiter.RateLimiterContract;
import katas.ratelimiter.redis.RedisReplica;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** A lone caller notices nothing of what is wrong with them: that is why they pass so many reviews. */
@Lab(Needs.REDIS)
class LoneCallerIT {
    private final RedisReplica replica;

    LoneCallerIT(RedisHandle redis) {
        replica = RedisReplica.of(redis);
    }

    @AfterEach
    void close() {
        replica.close();
    }

    @Nested
    class OfGetThenSet implements RateLimiterContract {
        @Override
        public RateLimiter limiter() {
            return new GetThenSetRateLimiter(replica.link(), InstantSource.system());
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.NAIVE;
        }
    }

    @Nested
    class OfCompareAndSet implements RateLimiterContract {
        @Override
        public RateLimiter limiter() {
            return new CompareAndSetRateLimiter(replica.link(), InstantSource.system(), Duration.ofSeconds(10));
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.COMPARE_AND_SET;
        }
    }
}
