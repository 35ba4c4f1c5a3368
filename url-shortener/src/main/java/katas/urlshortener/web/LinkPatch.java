package katas.urlshortener.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.function.UnaryOperator;
import katas.urlshortener.Link;
import katas.urlshortener.OwnHosts;
import katas.urlshortener.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is to be different about a link (JSON merge patch): what is absent stays, and {@code null} takes away. */
final class LinkPatch {
    private final JsonNode body;
    private final Fields fields;
    private final @Nullable Instant expiresAt;

    private LinkPatch(JsonNode body, Fields fields) {
        this.body = body;
        this.fields = fields;
        this.expiresAt = fields.expiresAt() == null ? null : Checks.moment("expiresAt", fields.expiresAt());
        refuseNull("target");
        refuseNull("redirect");
        Checks.maxVisits(fields.maxVisits());
    }

    /** Reads what can be told without the link. */
    static LinkPatch read(JsonNode body, JsonMapper json) {
        if (!body.isObject()) {
            throw new InvalidRequest("body", "must be one JSON object");
        }
        try {
            return new LinkPatch(body, json.treeToValue(body, Fields.class));
        } catch (JacksonException e) {
            throw new ErrorResponseException(HttpStatus.BAD_REQUEST, UnreadableBody.problem(e), e);
        }
    }

    /**
     * Returns how it changes a link.
     *
     * @param own where this service answers
     */
    UnaryOperator<Link> edit(OwnHosts own) {
        var target = fields.target() == null ? null : Target.parse(fields.target(), own);
        var redirect = fields.redirect() == null ? null : Checks.redirect(fields.redirect());
        return link -> new Link(
                link.code(),
                target == null ? link.target() : target,
                link.owner(),
                redirect == null ? link.redirect() : redirect,
                link.createdAt(),
                setsExpiry() ? expiresAt : link.expiresAt(),
                body.has("maxVisits") ? fields.maxVisits() : link.maxVisits(),
                link.version());
    }

    boolean setsExpiry() {
        return body.has("expiresAt");
    }

    private void refuseNull(String field) {
        if (body.path(field).isNull()) {
            throw new InvalidRequest(field, "can be changed, but not taken away");
        }
    }

    /**
     * The fields that can be changed.
     *
     * @param expiresAt null: for ever
     * @param maxVisits null: unlimited
     */
    @Schema(name = "LinkPatch")
    record Fields(
            @Schema(example = "https://example.com/elsewhere") @Nullable
            String target,

            @Schema(example = "302") @Nullable Integer redirect,

            @Schema(example = "2040-01-31T12:00:00Z", description = "null: for ever") @Nullable
            String expiresAt,

            @Schema(example = "100", description = "null: unlimited") @Nullable
            Long maxVisits) {}
}
