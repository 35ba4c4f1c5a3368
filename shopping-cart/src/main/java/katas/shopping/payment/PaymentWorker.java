package katas.shopping.payment;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Passage;
import katas.shopping.payment.PaymentProvider.Answer;

/**
 * Asks the provider for what is due: so many at once, and no more.
 *
 * <p>If it dies while it asks, the attempt is due again after a while, and somebody asks a second time: to the provider
 * that is the same attempt.
 */
public final class PaymentWorker {
    /** What it looks at. */
    public static final Agenda AGENDA = Attempt.DUE;

    private static final int MOST = 100;

    private final Attempts attempts;
    private final PaymentProvider provider;
    private final Executor executor;
    private final Passage passage;
    private final int atOnce;
    private final Semaphore free;

    /**
     * Asks when it is told to.
     *
     * @param atOnce how many calls may be under way, at least 1
     * @param executor runs each call, on a thread of its own if it is to be more than one
     */
    public PaymentWorker(Attempts attempts, PaymentProvider provider, int atOnce, Executor executor, Passage passage) {
        this.attempts = attempts;
        this.provider = provider;
        this.executor = executor;
        this.passage = passage;
        this.atOnce = atOnce;
        this.free = new Semaphore(atOnce);
    }

    /** Looks through all shards once, and asks for what is due, waiting for room but not for answers. */
    public void runOnce() {
        attempts.visitDue(MOST, this::begin);
    }

    /** Returns how many calls are under way. */
    public int underWay() {
        return atOnce - free.availablePermits();
    }

    private void begin(String orderId) {
        free.acquireUninterruptibly();
        boolean handedOver = false;
        try {
            var taken = attempts.take(orderId);
            taken.ifPresent(attempt -> executor.execute(() -> ask(attempt)));
            handedOver = taken.isPresent();
        } finally {
            if (!handedOver) {
                free.release();
            }
        }
    }

    private void ask(Attempt attempt) {
        try {
            var subject = attempt.goal().subject();
            passage.reach(Moment.BEFORE_CALL, subject);
            var answer = call(attempt);
            passage.reach(Moment.AFTER_CALL, subject);
            attempts.settle(attempt, answer);
            passage.reach(Moment.AFTER_EFFECT, subject);
        } finally {
            free.release();
        }
    }

    private Answer call(Attempt attempt) {
        return switch (attempt.goal()) {
            case CAPTURE ->
                provider.capture(
                        attempt.orderId(),
                        Objects.requireNonNull(attempt.amount()),
                        Objects.requireNonNull(attempt.token()));
            case VOID -> provider.voidCapture(attempt.orderId());
        };
    }
}
