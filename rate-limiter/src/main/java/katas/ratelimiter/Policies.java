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
     * @throws StoreUnavailable if it could not be stored; it may or may not come into force
     */
    Policy put(String name, PolicyDefinition definition);
}
