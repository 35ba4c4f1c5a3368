package katas.webhooks.delivery;

import java.time.InstantSource;
import katas.webhooks.CrashPoint;
import katas.webhooks.Mishaps;
import katas.webhooks.Passage;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import katas.webhooks.delivery.Finding.Found;
import katas.webhooks.delivery.Outcome.GivenUp;
import katas.webhooks.endpoint.Endpoints.Addressed;
import katas.webhooks.message.Message;
import katas.webhooks.retry.RetrySchedule;
import katas.webhooks.retry.Verdict;

/**
 * Makes one attempt of a delivery that was taken, and has it stored how it ended.
 *
 * <p>If that cannot be stored before the lease ends, the delivery is due again, and its endpoint may be called once more with
 * the same id: at least once is what is promised.
 */
public final class Attempting {
    private static final String FAULT = "something is wrong with the sender";

    private final Finding finding;
    private final Caller caller;
    private final RetrySchedule schedule;
    private final Completing completing;
    private final Stopwatch stopwatch;
    private final InstantSource clock;
    private final Passage passage;
    private final Mishaps mishaps;

    public Attempting(
            Finding finding,
            Caller caller,
            RetrySchedule schedule,
            Completing completing,
            Stopwatch stopwatch,
            InstantSource clock,
            Passage passage,
            Mishaps mishaps) {
        this.finding = finding;
        this.caller = caller;
        this.schedule = schedule;
        this.completing = completing;
        this.stopwatch = stopwatch;
        this.clock = clock;
        this.passage = passage;
        this.mishaps = mishaps;
    }

    /**
     * Makes the attempt that somebody has the right to.
     *
     * @param sinceTaken measures since the lease began
     * @throws StoreUnavailable if it was not made: the delivery is due again when the lease ends
     * @throws InterruptedException if it was made or not, and nothing is stored: the delivery is due again now, or, if nobody
     *     could be told, when the lease ends
     */
    public void attempt(Lease lease, Stopwatch.Running sinceTaken) throws InterruptedException {
        try {
            passage.reach(CrashPoint.BEFORE_ATTEMPT);
            var found = finding.find(lease, sinceTaken);
            if (found.isPresent()) {
                attempt(lease, found.get(), sinceTaken);
            }
        } catch (InterruptedException e) {
            var _ = completing.handBack(lease);
            throw e;
        }
    }

    private void attempt(Lease lease, Found found, Stopwatch.Running sinceTaken) throws InterruptedException {
        var sinceCalled = stopwatch.start();
        var answer = answer(found);
        if (Thread.interrupted()) {
            throw new InterruptedException("amid an attempt: how it ended is not known");
        }
        passage.reach(CrashPoint.AFTER_ATTEMPT);
        var attempt = sinceCalled.attempt(lease, answer);
        var outcome = found instanceof Found.NoMessage ? new GivenUp() : outcome(lease, answer);
        completing.complete(lease, attempt, outcome, sinceTaken);
        passage.reach(CrashPoint.AFTER_COMPLETION);
    }

    private Answer answer(Found found) {
        return switch (found) {
            case Found.All(var addressed, var message) -> call(addressed, message);
            case Found.NoMessage _ -> new NotAnswered(Trouble.SENDER_FAULT, "the message is not there any more");
            case Found.Unreadable _ -> new NotAnswered(Trouble.SENDER_FAULT, FAULT);
        };
    }

    private Answer call(Addressed addressed, Message message) {
        try {
            return caller.call(addressed, message);
        } catch (RuntimeException e) {
            mishaps.survived("call an endpoint", e);
            return new NotAnswered(Trouble.SENDER_FAULT, FAULT);
        }
    }

    private Outcome outcome(Lease lease, Answer answer) {
        return switch (answer.verdict(clock.instant())) {
            case Verdict.Delivered _ -> new Outcome.Delivered();
            case Verdict.Gone _ -> new Outcome.Gone();
            case Verdict.Failed(var retryAfter) ->
                schedule.next(lease.attempts() + 1, retryAfter)
                        .<Outcome>map(Outcome.Retry::new)
                        .orElseGet(GivenUp::new);
        };
    }
}
