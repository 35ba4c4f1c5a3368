import java.time.Duration;
import java.util.Random;
import katas.webhooks.retry.RetrySchedule;

/** What the question of this exercise is about: work that takes 20 s, and a sender that waits for 15. */
final class ImpatientSender {

    private static final Duration WORK = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private ImpatientSender() {}

    /** Returns how often a receiver works on one message that works first and answers then. */
    static long timesWorked() {
        var schedule = new RetrySchedule(RetrySchedule.STANDARD, 0.2, new Random(1));
        int attempts = 0;
        boolean answered;
        do {
            attempts++;
            answered = WORK.compareTo(PATIENCE) <= 0;
        } while (!answered && schedule.next(attempts, Duration.ZERO).isPresent());
        return attempts;
    }
}
