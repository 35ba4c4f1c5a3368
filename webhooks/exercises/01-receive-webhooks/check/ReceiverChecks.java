import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.exercise.CheckFailure;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;

/** What a receiver must show to a sender that repeats itself, and to somebody who is not the sender. */
@Lab(Needs.REDIS)
abstract class ReceiverChecks {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** More commands than it takes to receive a message. */
    static final int COMMANDS = 6;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    Site site;
    RedisHandle redis;

    @AfterEach
    void close() {
        if (site != null) {
            site.close();
        }
    }

    /** Waits until everything that was taken before has had its turn. */
    final void settle(Receiver receiver) {
        for (int round = 1; round <= 2; round++) {
            var last = site.fresh();
            answers(Site.TAKEN, receiver, last, "a message");
            eventually(() -> site.timesHandled(last) > 0, "a message that was taken is handled", "never within 10 s");
        }
    }

    static void answers(int expected, Receiver receiver, Request request, String what) {
        must(expected, Site.call(receiver, request), what);
    }

    static void must(Object expected, Object got, String what) {
        if (!expected.equals(got)) {
            throw CheckFailure.expected(expected, got).breaking(what);
        }
    }

    static void eventually(Callable<Boolean> condition, String expected, String otherwise) {
        eventually(condition, expected, () -> otherwise);
    }

    static void eventually(Callable<Boolean> condition, String expected, Supplier<String> otherwise) {
        try {
            // those of processes that were killed
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(BETWEEN_LOOKS)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw CheckFailure.expected(expected, otherwise.get());
        }
    }
}
