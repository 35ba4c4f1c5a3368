package katas.ratelimiter;

import java.util.List;

/** What is known of a key, for those who operate the limiter. */
public interface QuotaBook {
    /** Looks without spending; one quota a limit, in the policy's order. */
    List<Quota> quotas(Policy policy, String key);

    /** Gives a key its whole quota back. */
    void reset(Policy policy, String key);
}
