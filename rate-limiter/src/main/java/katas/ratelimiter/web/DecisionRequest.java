package katas.ratelimiter.web;

import katas.ratelimiter.Policies;
import katas.ratelimiter.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Asks for permits.
 *
 * @param policy name of a policy
 * @param key who is limited, 1 to {@value Policy#MAX_KEY_LENGTH} characters, not blank
 * @param permits from 1 to what the policy can ever hold; 1 if absent
 */
record DecisionRequest(
        @Nullable String policy,
        @Nullable String key,
        @Nullable Integer permits) {

    Policy policyFrom(Policies policies) {
        if (policy == null) {
            throw new InvalidRequest("policy", "is missing");
        }
        return policies.find(policy).orElseThrow(() -> new InvalidRequest("policy", "is not known"));
    }

    String checkedKey() {
        if (key == null) {
            throw new InvalidRequest("key", "is missing");
        }
        return checked(key);
    }

    int permitsWithin(Policy policy) {
        int asked = permits == null ? 1 : permits;
        if (asked < 1) {
            throw new InvalidRequest("permits", "must be at least 1, was " + asked);
        }
        if (asked > policy.capacity()) {
            throw new InvalidRequest(
                    "permits",
                    "must be at most " + policy.capacity() + ", which is all the policy can ever hold, was " + asked);
        }
        return asked;
    }

    static String checked(String key) {
        if (key.isBlank()) {
            throw new InvalidRequest("key", "must not be blank");
        }
        if (key.length() > Policy.MAX_KEY_LENGTH) {
            throw new InvalidRequest(
                    "key", "must have at most " + Policy.MAX_KEY_LENGTH + " characters, had " + key.length());
        }
        return key;
    }
}
