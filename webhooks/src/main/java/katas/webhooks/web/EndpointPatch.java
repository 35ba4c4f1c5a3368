package katas.webhooks.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import katas.webhooks.egress.TargetCheck;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.Endpoint.Reason;
import katas.webhooks.endpoint.Endpoint.State;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is to be different about an endpoint (JSON merge patch): what is absent stays, and {@code null} takes away. */
final class EndpointPatch {
    private final JsonNode body;
    private final Fields fields;

    private EndpointPatch(JsonNode body, Fields fields) {
        this.body = body;
        this.fields = fields;
        List.of("url", "eventTypes", "ordered", "state").forEach(this::refuseNull);
        Checks.rateLimit(fields.rateLimit());
        if (fields.state() != null && !fields.state().equals("disabled")) {
            throw new InvalidRequest("state", "can be set to disabled only; what ends that is to enable the endpoint");
        }
    }

    /** Reads what can be told without the endpoint. */
    static EndpointPatch read(JsonNode body, JsonMapper json) {
        if (!body.isObject()) {
            throw new InvalidRequest("body", "must be one JSON object");
        }
        try {
            return new EndpointPatch(body, json.treeToValue(body, Fields.class));
        } catch (JacksonException e) {
            throw new ErrorResponseException(HttpStatus.BAD_REQUEST, UnreadableBody.problem(e), e);
        }
    }

    /** Returns how it changes an endpoint. */
    UnaryOperator<Endpoint> edit(TargetCheck targets, Instant now) {
        var filters = fields.eventTypes() == null ? null : Checks.eventTypes(fields.eventTypes());
        var url = fields.url() == null ? null : EndpointRequest.target(fields.url(), targets);
        return endpoint -> new Endpoint(
                endpoint.id(),
                endpoint.tenant(),
                endpoint.version(),
                url == null ? endpoint.url() : url,
                filters == null ? endpoint.eventTypes() : filters,
                body.has("rateLimit") ? fields.rateLimit() : endpoint.rateLimit(),
                fields.ordered() == null ? endpoint.ordered() : fields.ordered(),
                endpoint.asymmetric(),
                fields.state() == null ? endpoint.state() : disabled(endpoint, now),
                endpoint.createdAt());
    }

    private static State disabled(Endpoint endpoint, Instant now) {
        return endpoint.state() instanceof State.Disabled known ? known : new State.Disabled(Reason.BY_OWNER, now);
    }

    private void refuseNull(String field) {
        if (body.path(field).isNull()) {
            throw new InvalidRequest(field, "can be changed, but not taken away");
        }
    }

    /**
     * The fields that can be changed.
     *
     * @param rateLimit null: as fast as it answers
     * @param state {@code disabled}
     */
    @Schema(name = "EndpointPatch")
    record Fields(
            @Schema(example = "https://example.com/elsewhere") @Nullable
            String url,

            @Schema(example = "[\"*\"]") @Nullable List<@Nullable String> eventTypes,

            @Schema(example = "10", description = "null: as fast as it answers") @Nullable
            Integer rateLimit,

            @Nullable Boolean ordered,

            @Schema(example = "disabled", description = "messages wait from then on") @Nullable
            String state) {}
}
