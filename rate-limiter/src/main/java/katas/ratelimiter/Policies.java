package katas.ratelimiter;

import java.util.List;
import java.util.Optional;

/** The policies in force. */
public interface Policies {
    Optional<Policy> find(String name);

    /** Returns all of them, by name. */
    List<Policy> all();

    /**
     * Puts a policy in force here at once, and on every other replica within a second.
     *
     * @throws InvalidPolicy if it cannot be kept
     * @throws TooManyPolicies if it would be one more than can be kept
     * @throws StoreUnavailable if it could not be stored; it may or may not come into force
     */
    Put put(String name, PolicyDefinition definition);

    /**
     * What became of a definition.
     *
     * @param isNew whether no policy of that name was in force before
     */
    record Put(Policy policy, boolean isNew) {}
}
