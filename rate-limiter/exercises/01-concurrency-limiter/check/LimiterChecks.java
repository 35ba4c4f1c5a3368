import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A Redis, and a wire to it, new for each check. */
@Lab(Needs.REDIS)
abstract class LimiterChecks {

    static final int LIMIT = 10;
    static final Duration LONG = Duration.ofSeconds(10);

    RedisHandle redis;
    Wire wire;

    @BeforeEach
    void connect() {
        wire = new Wire(redis.uri());
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    /** Asks so often, one call after the other, and returns what it got. */
    static List<ConcurrencyLimiter.Permit> acquire(ConcurrencyLimiter limiter, int times) {
        return IntStream.range(0, times)
                .mapToObj(_ -> limiter.tryAcquire())
                .flatMap(Optional::stream)
                .toList();
    }
}
