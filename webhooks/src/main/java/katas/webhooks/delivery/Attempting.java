package katas.webhooks.delivery;

import java.time.InstantSource;
import java.util.Optional;
import katas.webhooks.CrashPoint;
import katas.webhooks.Mishaps;
import katas.webhooks.Passage;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import katas.webhooks.delivery.Outcome.GivenUp;
import katas.webhooks.endpoint.Endpoints;
import katas.webhooks.endpoint.Endpoints.Addressed;
import katas.webhooks.message.Message;
import katas.webhooks.message.Messages;
import katas.webhooks.retry.RetrySchedule;
import katas.webhooks.retry.Verdict;

/**
 * Makes one attempt of a delivery that was taken, and has it stored how it ended.
 *
 * <p>If that cannot be stored before the lease ends, the delivery is due again, and its endpoint may be called once more with
 * the same id: at least once is what is promised.
 */
public final class Attempting {
    private final Messages messages;
    private final Endpoints endpoints;
    private final Caller caller;
    private final RetrySchedule schedule;
    private final Completing completing;
    private final Stopwatch stopwatch;
    private final InstantSource clock;
    private final Passage passage;
    private final Mishaps mishaps;

    public Attempting(
            Messages messages,
            Endpoints endpoints,
            Caller caller,
            RetrySchedule schedule,
            Completing completing,
            Stopwatch stopwatch,
            InstantSource clock,
            Passage passage,
            Mishaps mishaps) {
        this.messages = messages;
        this.endpoints = endpoints;
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
     * @throws StoreUnavailable if it was not made: the delivery is due again when the lease ends
     * @throws InterruptedException if it was made or not, and nothing is stored: the same
     */
    public void attempt(Lease lease) throws InterruptedException {
        var sinceTaken = stopwatch.start();
        passage.reach(CrashPoint.BEFORE_ATTEMPT);
        var addressed = endpoints.addressed(lease.tenant(), lease.endpoint(), lease.endpointVersion());
        if (addressed.isEmpty()) {
            // deleted, and everything that waited for it
            return;
        }
        var message = messages.find(lease.tenant(), lease.message());
        var sinceCalled = stopwatch.start();
        var answer = answer(addressed.get(), message);
        if (Thread.interrupted()) {
            throw new InterruptedException("amid an attempt: how it ended is not known");
        }
        passage.reach(CrashPoint.AFTER_ATTEMPT);
        var attempt = sinceCalled.attempt(lease, answer);
        completing.complete(lease, attempt, message.isEmpty() ? new GivenUp() : outcome(lease, answer), sinceTaken);
        passage.reach(CrashPoint.AFTER_COMPLETION);
    }

    private Answer answer(Addressed addressed, Optional<Message> message) {
        if (message.isEmpty()) {
            return new NotAnswered(Trouble.SENDER_FAULT, "the message is not there any more");
        }
        try {
            return caller.call(addressed, message.get());
        } catch (RuntimeException e) {
            mishaps.survived("call an endpoint", e);
            return new NotAnswered(Trouble.SENDER_FAULT, "something is wrong with the sender");
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
