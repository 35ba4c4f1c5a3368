package katas.webhooks.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Endpoints of tenants. Every method throws {@link katas.webhooks.StoreUnavailable} if nobody can be asked. */
public interface Endpoints {
    /** Keeps a new endpoint and its keys; returns false if its tenant has as many as it may have. */
    boolean create(Endpoint endpoint, SigningKeys keys);

    Optional<Endpoint> find(String tenant, String id);

    /**
     * Returns what attempts to an endpoint need.
     *
     * @param version as of the lease: what was read of this version is not read again
     */
    Optional<Addressed> addressed(String tenant, String id, long version);

    /**
     * Returns endpoints in the order of their ids.
     *
     * @param after the last one before them, null for the first page
     * @param limit 1 to 100
     */
    List<Endpoint> list(String tenant, @Nullable String after, int limit);

    /**
     * Changes one, in between of which nobody else does.
     *
     * @param expected the version it must have, null if any will do
     */
    Change change(String tenant, String id, @Nullable Long expected, UnaryOperator<Endpoint> change);

    /** Changes the keys; returns nothing if there is no such endpoint. */
    Optional<SigningKeys> changeKeys(String tenant, String id, UnaryOperator<SigningKeys> change);

    Optional<SigningKeys> keys(String tenant, String id);

    /** Ends an endpoint and everything that waits for it; returns false if there is none. */
    boolean delete(String tenant, String id);

    /** An endpoint, and what it is called with. */
    record Addressed(Endpoint endpoint, SigningKeys keys) {}

    /** What became of a change. */
    sealed interface Change {
        record Changed(Endpoint endpoint) implements Change {}

        record Missing() implements Change {}

        /** It has another version than was expected. */
        record Stale(long version) implements Change {}
    }
}
