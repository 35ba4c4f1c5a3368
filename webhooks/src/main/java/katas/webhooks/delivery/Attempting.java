package katas.webhooks.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import katas.webhooks.CrashPoint;
import katas.webhooks.Ids;
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
 * Makes one attempt of a delivery that was taken, and stores how it ended.
 *
 * <p>If that cannot be stored before the lease ends, the delivery is due again, and its endpoint may be called once more with
 * the same id: at least once is what is promised.
 */
public final class Attempting {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final Messages messages;
    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Caller caller;
    private final RetrySchedule schedule;
    private final Terms terms;

    /**
     * What attempts go by.
     *
     * @param ids names attempts
     * @param lease how long nobody else makes the attempt; longer than an endpoint is waited for
     * @param nanoTime measures how long things take
     */
    public record Terms(
            Ids ids,
            InstantSource clock,
            Duration lease,
            LongSupplier nanoTime,
            Pause pause,
            Passage passage,
            Mishaps mishaps) {}

    public Attempting(
            Messages messages,
            Endpoints endpoints,
            Deliveries deliveries,
            Caller caller,
            RetrySchedule schedule,
            Terms terms) {
        this.messages = messages;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.caller = caller;
        this.schedule = schedule;
        this.terms = terms;
    }

    /**
     * Makes the attempt that somebody has the right to.
     *
     * @throws StoreUnavailable if it was not made: the delivery is due again when the lease ends
     * @throws InterruptedException if it was made or not, and nothing is stored: the same
     */
    public void attempt(Lease lease) throws InterruptedException {
        long begin = terms.nanoTime.getAsLong();
        terms.passage.reach(CrashPoint.BEFORE_ATTEMPT);
        var addressed = endpoints.addressed(lease.tenant(), lease.endpoint(), lease.endpointVersion());
        if (addressed.isEmpty()) {
            // deleted, and everything that waited for it
            return;
        }
        var message = messages.find(lease.tenant(), lease.message());
        var startedAt = terms.clock.instant();
        var answer = answer(addressed.get(), message);
        if (Thread.interrupted()) {
            throw new InterruptedException("amid an attempt: how it ended is not known");
        }
        terms.passage.reach(CrashPoint.AFTER_ATTEMPT);
        var attempt = new Attempt(
                terms.ids.next("att"),
                lease.message(),
                lease.endpoint(),
                lease.attempts() + 1,
                lease.cause(),
                startedAt,
                Duration.ofNanos(terms.nanoTime.getAsLong() - begin).toMillis(),
                answer);
        store(lease, attempt, message.isEmpty() ? new GivenUp() : outcome(lease, answer), begin);
        terms.passage.reach(CrashPoint.AFTER_COMPLETION);
    }

    private Answer answer(Addressed addressed, Optional<Message> message) {
        if (message.isEmpty()) {
            return new NotAnswered(Trouble.OURS, "the message is not there any more");
        }
        try {
            return caller.call(addressed, message.get());
        } catch (RuntimeException e) {
            terms.mishaps.survived("call an endpoint", e);
            return new NotAnswered(Trouble.OURS, "something is wrong with the sender");
        }
    }

    private Outcome outcome(Lease lease, Answer answer) {
        return switch (answer.verdict(terms.clock.instant())) {
            case Verdict.Delivered _ -> new Outcome.Delivered();
            case Verdict.Gone _ -> new Outcome.Gone();
            case Verdict.Failed(var putOff) ->
                schedule.next(lease.attempts() + 1, putOff)
                        .<Outcome>map(Outcome.Retry::new)
                        .orElseGet(GivenUp::new);
        };
    }

    private void store(Lease lease, Attempt attempt, Outcome outcome, long begin) throws InterruptedException {
        while (!tryStore(lease, attempt, outcome)) {
            if (terms.nanoTime.getAsLong() - begin >= terms.lease.toNanos()) {
                return;
            }
            terms.pause.of(BETWEEN_TRIES);
        }
    }

    private boolean tryStore(Lease lease, Attempt attempt, Outcome outcome) {
        try {
            var _ = deliveries.complete(lease, attempt, outcome);
            return true;
        } catch (StoreUnavailable e) {
            terms.mishaps.survived("store how an attempt ended", e);
            return false;
        }
    }
}
