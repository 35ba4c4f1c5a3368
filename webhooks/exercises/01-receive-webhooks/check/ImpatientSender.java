import java.time.Duration;
import java.util.Random;
import katas.webhooks.retry.RetrySchedule;

/** What the question of this exercise is about: a sender that waits for 15 s, and work that takes 20. */
final class ImpatientSender {

    private static final double JITTER = 0.2;

    private ImpatientSender() {}

    /** Returns how often a receiver works on one message that answers when it has: each answer comes too late. */
    static long timesWorked() {
        var schedule = new RetrySchedule(RetrySchedule.STANDARD, JITTER, new Random(1));
        int attempts = 1;
        while (schedule.next(attempts, Duration.ZERO).isPresent()) {
            attempts++;
        }
        return attempts;
    }
}
