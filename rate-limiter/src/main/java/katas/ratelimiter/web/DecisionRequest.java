package katas.ratelimiter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import katas.ratelimiter.Policies;
import katas.ratelimiter.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Asks for permits.
 *
 * @param policy name of a policy
 * @param key who is limited, see {@link PartitionKeys}
 * @param permits from 1 to what the policy can ever hold; 1 if absent
 */
record DecisionRequest(
        @Schema(example = "api") @Nullable String policy,

        @Schema(example = "alice", description = PartitionKeys.RULE) @Nullable
        String key,

        @Schema(example = "1", description = "1 if absent") @Nullable
        Integer permits) {

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
        return PartitionKeys.checked(key);
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
}
