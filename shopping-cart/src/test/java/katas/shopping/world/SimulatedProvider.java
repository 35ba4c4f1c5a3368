package katas.shopping.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import katas.shopping.messages.Money;
import katas.shopping.payment.PaymentProvider;

/** A provider that knows what it did, and whose answers and callers get lost; a request may come late. */
final class SimulatedProvider implements PaymentProvider {
    private final Map<String, Account> accounts = new TreeMap<>();
    private final List<Request> late = new ArrayList<>();
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Runnable meanwhile;
    private double loss;
    private Instant muteUntil = Instant.MIN;

    /** What somebody asked for, on its way. */
    private interface Request {
        Answer serve();
    }

    /**
     * What became of an attempt.
     *
     * @param captures how often money was taken
     */
    record Account(int captures, long captured, long refunded, boolean closed) {
        private static final Account NEW = new Account(0, 0, 0, false);

        long balance() {
            return captured - refunded;
        }

        private Account capture(long amount) {
            return closed ? this : new Account(captures + 1, captured + amount, refunded, true);
        }

        private Account voided() {
            return new Account(captures, captured, captured, true);
        }
    }

    /**
     * Opens.
     *
     * @param meanwhile happens while somebody waits for an answer
     */
    SimulatedProvider(InstantSource clock, RandomGenerator random, Runnable meanwhile) {
        this.clock = clock;
        this.random = random;
        this.meanwhile = meanwhile;
    }

    /**
     * Makes it worse.
     *
     * @param share of requests, and of answers, that get lost
     */
    void losing(double share) {
        loss = share;
    }

    /** Lets it do what it is asked, and not answer for a while. */
    synchronized void mute(Duration time) {
        muteUntil = clock.instant().plus(time);
    }

    /** Lets one of the requests come that nobody waits for any more. */
    void deliverLate() {
        if (!late.isEmpty()) {
            late.remove(random.nextInt(late.size())).serve();
        }
    }

    boolean quiet() {
        return late.isEmpty();
    }

    synchronized Map<String, Account> accounts() {
        return Map.copyOf(accounts);
    }

    synchronized long balance(String attemptId) {
        return known(attemptId).balance();
    }

    @Override
    public synchronized Answer capture(String attemptId, Money amount, String token) {
        return through(() -> {
            if (token.equals("declined")) {
                return new Answer.Declined("no money");
            }
            var account = known(attemptId).capture(amount.amount());
            accounts.put(attemptId, account);
            return account.balance() > 0 ? new Answer.Captured() : new Answer.Voided(account.refunded() > 0);
        });
    }

    @Override
    public synchronized Answer voidCapture(String attemptId) {
        return through(() -> {
            var account = known(attemptId).voided();
            accounts.put(attemptId, account);
            return new Answer.Voided(account.refunded() > 0);
        });
    }

    private Answer through(Request work) {
        meanwhile.run();
        if (random.nextDouble() < loss) {
            late.add(work);
            return new Answer.Uncertain("the request got lost");
        }
        var answer = work.serve();
        meanwhile.run();
        boolean lost = random.nextDouble() < loss || clock.instant().isBefore(muteUntil);
        return lost ? new Answer.Uncertain("the answer got lost") : answer;
    }

    private Account known(String attemptId) {
        return accounts.getOrDefault(attemptId, Account.NEW);
    }
}
