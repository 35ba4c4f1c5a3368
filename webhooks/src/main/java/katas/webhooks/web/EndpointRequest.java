package katas.webhooks.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import katas.webhooks.egress.TargetCheck;
import katas.webhooks.egress.TargetRefused;
import katas.webhooks.egress.TargetUrl;
import katas.webhooks.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Describes an endpoint that is to be created.
 *
 * @param url absolute, http or https, to a public address
 * @param eventTypes 1 to 100
 * @param rateLimit attempts a second at most, 1 to 1,000
 * @param ordered whether messages of one key wait for each other
 * @param asymmetric whether attempts are signed with a key pair, too
 */
record EndpointRequest(
        @Schema(example = "https://example.com/hooks") @Nullable
        String url,

        @Schema(example = "[\"order.paid\", \"refund.*\"]") @Nullable
        List<@Nullable String> eventTypes,

        @Schema(example = "10", description = "attempts a second at most; as fast as it answers if absent") @Nullable
        Integer rateLimit,

        @Schema(description = "messages of one key wait for each other; false if absent") @Nullable
        Boolean ordered,

        @Schema(description = "signed with a key pair (v1a), too; false if absent") @Nullable
        Boolean asymmetric) {

    /** Returns the endpoint that is asked for. */
    Endpoint endpoint(String id, String tenant, Instant now, TargetCheck targets) {
        var filters = Checks.eventTypes(eventTypes);
        var limit = Checks.rateLimit(rateLimit);
        return new Endpoint(
                id,
                tenant,
                1,
                target(Checks.present("url", url), targets),
                filters,
                limit,
                Boolean.TRUE.equals(ordered),
                Boolean.TRUE.equals(asymmetric),
                new Endpoint.State.Enabled(),
                now);
    }

    static TargetUrl target(String url, TargetCheck targets) {
        try {
            return targets.check(url);
        } catch (TargetRefused e) {
            throw new InvalidRequest("url", String.valueOf(e.getMessage()));
        }
    }
}
