package katas.ratelimiter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it was asked for.
 *
 * @param algorithm how to count; null for whatever the running variant prefers
 */
public record PolicyDefinition(@Nullable Algorithm algorithm, List<Limit> limits, OnOutage onOutage) {

    public PolicyDefinition {
        limits = List.copyOf(limits);
    }

    /**
     * Returns the policy that the definition means here.
     *
     * @throws InvalidPolicy if it cannot be kept
     */
    public Policy named(String name, Algorithm variant) {
        return new Policy(name, algorithm == null ? variant : algorithm, limits, onOutage);
    }
}
