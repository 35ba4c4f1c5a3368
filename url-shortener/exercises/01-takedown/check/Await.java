import io.lettuce.core.RedisException;
import java.time.Duration;

/** Tries until it works. */
final class Await {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Await() {}

    static void until(Runnable attempt) {
        long start = System.nanoTime();
        while (true) {
            try {
                attempt.run();
                return;
            } catch (RedisException e) {
                if (System.nanoTime() - start > LONGEST.toNanos()) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
