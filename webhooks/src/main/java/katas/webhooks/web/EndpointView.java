package katas.webhooks.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import katas.webhooks.Names;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.Endpoint.State;
import katas.webhooks.endpoint.EventFilter;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint.
 *
 * @param rateLimit attempts a second at most; absent: as fast as it answers
 * @param publicKey verifies signatures of version {@code v1a}; absent unless it is asymmetric
 * @param state {@code enabled} or {@code disabled}
 * @param reason why it is disabled: {@code by-owner}, {@code gone} or {@code failing}
 * @param since when it was
 * @param waiting how many deliveries wait for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EndpointView(
        String id,
        String url,
        List<String> eventTypes,
        @Nullable Integer rateLimit,
        boolean ordered,
        boolean asymmetric,
        @Nullable String publicKey,
        String state,
        @Nullable String reason,
        @Nullable Instant since,
        long waiting,
        Instant createdAt) {

    static EndpointView of(Endpoint endpoint, @Nullable String publicKey, long waiting) {
        var disabled = endpoint.state() instanceof State.Disabled state ? state : null;
        return new EndpointView(
                endpoint.id(),
                endpoint.url().toString(),
                endpoint.eventTypes().stream().map(EventFilter::pattern).toList(),
                endpoint.rateLimit(),
                endpoint.ordered(),
                endpoint.asymmetric(),
                publicKey,
                disabled == null ? "enabled" : "disabled",
                disabled == null ? null : Names.of(disabled.reason()),
                disabled == null ? null : disabled.since(),
                waiting,
                endpoint.createdAt());
    }

    /**
     * A new endpoint.
     *
     * @param secret verifies signatures of version {@code v1}; never shown again
     */
    record Created(@JsonUnwrapped EndpointView endpoint, String secret) {
        /** Without the secret: at DEBUG, Spring logs what it writes. */
        @Override
        public String toString() {
            return "Created[%s]".formatted(endpoint.id);
        }
    }

    /** @param next cursor of the page that follows; null after the last */
    record EndpointPage(List<EndpointView> items, @Nullable String next) {}
}
