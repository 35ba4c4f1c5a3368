package katas.webhooks.redis;

import java.time.Instant;
import java.util.List;
import katas.webhooks.egress.TargetUrl;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.Endpoint.State;
import katas.webhooks.endpoint.EventFilter;
import org.jspecify.annotations.Nullable;

/** An endpoint's settings as they are kept; its version and its state have fields of their own, which scripts change. */
record StoredEndpoint(
        String tenant,
        String url,
        List<String> eventTypes,
        @Nullable Integer rateLimit,
        boolean ordered,
        boolean asymmetric,
        Instant createdAt) {

    static StoredEndpoint of(Endpoint endpoint) {
        return new StoredEndpoint(
                endpoint.tenant(),
                endpoint.url().toString(),
                endpoint.eventTypes().stream().map(EventFilter::pattern).toList(),
                endpoint.rateLimit(),
                endpoint.ordered(),
                endpoint.asymmetric(),
                endpoint.createdAt());
    }

    Endpoint toEndpoint(String id, long version, State state) {
        return new Endpoint(
                id,
                tenant,
                version,
                TargetUrl.parse(url),
                eventTypes.stream().map(EventFilter::new).toList(),
                rateLimit,
                ordered,
                asymmetric,
                state,
                createdAt);
    }
}
