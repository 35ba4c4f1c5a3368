package katas.ratelimiter.redis;

import katas.ratelimiter.Policies;
import katas.ratelimiter.Policy;
import katas.ratelimiter.QuotaBook;
import katas.ratelimiter.StoreUnavailable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * Looks at a key of each policy before the service says that it is ready.
 *
 * <p>The first decision of a JVM loads classes and sends its script whole. On a busy machine that takes longer than the
 * deadline for Redis, and the first caller would be answered as in an outage.
 */
final class Rehearsal implements ApplicationRunner {
    private static final String KEY = "rehearsal";
    private static final int TRIES = 5;

    private final Policies policies;
    private final QuotaBook book;

    Rehearsal(Policies policies, QuotaBook book) {
        this.policies = policies;
        this.book = book;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var _ = policies.all().stream().allMatch(this::isAnswered);
    }

    private boolean isAnswered(Policy policy) {
        for (int i = 0; i < TRIES; i++) {
            try {
                book.quotas(policy, KEY);
                return true;
            } catch (StoreUnavailable e) {
                // the pulse tells of outages; a service may start before its Redis
            }
        }
        return false;
    }
}
