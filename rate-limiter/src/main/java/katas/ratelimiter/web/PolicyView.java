package katas.ratelimiter.web;

import java.util.List;
import katas.ratelimiter.Policy;
import katas.ratelimiter.json.Names;
import katas.ratelimiter.json.PolicyDocument.LimitDocument;

/**
 * A policy in force.
 *
 * @param algorithm the one that counts, also if the definition left it to the variant
 */
record PolicyView(String name, String algorithm, List<LimitDocument> limits, String onOutage) {
    static PolicyView of(Policy policy) {
        return new PolicyView(
                policy.name(),
                Names.of(policy.algorithm()),
                policy.limits().stream().map(LimitDocument::of).toList(),
                Names.of(policy.onOutage()));
    }
}
