package katas.webhooks.delivery;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.egress.TargetUrl;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.Endpoints;
import katas.webhooks.endpoint.EventFilter;
import katas.webhooks.endpoint.SigningKeys;
import katas.webhooks.message.Sent;
import org.jspecify.annotations.Nullable;

/** An endpoint that nobody changes, if it is there. */
final class OneEndpoint implements Endpoints {
    private final SigningKeys keys;
    private volatile boolean there = true;
    private volatile boolean away;
    private volatile boolean broken;

    OneEndpoint(SigningKeys keys) {
        this.keys = keys;
    }

    static Endpoint named(String id) {
        return new Endpoint(
                id,
                "acme",
                1,
                TargetUrl.parse("https://hooks.example.com/" + id),
                List.of(new EventFilter("*")),
                null,
                false,
                false,
                new Endpoint.State.Enabled(),
                Sent.NOON);
    }

    void away(boolean now) {
        away = now;
    }

    /** Lets nobody open the keys any more. */
    void breakSeal() {
        broken = true;
    }

    @Override
    public Optional<Addressed> addressed(String tenant, String id, long version) {
        if (away) {
            throw new StoreUnavailable("away", null);
        }
        if (broken) {
            throw new IllegalStateException("sealed under no key that is known");
        }
        return there ? Optional.of(new Addressed(named(id), keys)) : Optional.empty();
    }

    @Override
    public boolean delete(String tenant, String id) {
        there = false;
        return true;
    }

    @Override
    public boolean create(Endpoint endpoint, SigningKeys keys) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Endpoint> find(String tenant, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Endpoint> list(String tenant, @Nullable String after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Change change(String tenant, String id, @Nullable Long expected, UnaryOperator<Endpoint> change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SigningKeys> changeKeys(String tenant, String id, UnaryOperator<SigningKeys> change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SigningKeys> keys(String tenant, String id) {
        throw new UnsupportedOperationException();
    }
}
