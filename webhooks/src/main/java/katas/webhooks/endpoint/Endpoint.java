package katas.webhooks.endpoint;

import java.time.Instant;
import java.util.List;
import katas.webhooks.egress.TargetUrl;
import katas.webhooks.message.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant wants its messages.
 *
 * @param version 1, 2, 3 and so on, with every change of it or its keys
 * @param eventTypes at least one
 * @param rateLimit attempts a second at most, 1 to 1,000; null: as fast as it answers
 * @param ordered whether messages of one key wait for each other
 * @param asymmetric whether attempts are signed with a key that can be public, too
 */
public record Endpoint(
        String id,
        String tenant,
        long version,
        TargetUrl url,
        List<EventFilter> eventTypes,
        @Nullable Integer rateLimit,
        boolean ordered,
        boolean asymmetric,
        State state,
        Instant createdAt) {

    public boolean wants(EventType type) {
        return eventTypes.stream().anyMatch(filter -> filter.wants(type));
    }

    /** Whether messages are sent there. */
    public sealed interface State {
        record Enabled() implements State {}

        record Disabled(Reason reason, Instant since) implements State {}
    }

    /** Why nothing is sent. */
    public enum Reason {
        /** Its owner wants it so. */
        BY_OWNER,
        /** It has answered 410. */
        GONE,
        /** It has failed for days. */
        FAILING
    }
}
