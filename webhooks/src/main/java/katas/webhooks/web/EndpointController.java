package katas.webhooks.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import katas.webhooks.Ids;
import katas.webhooks.OnRole;
import katas.webhooks.Role;
import katas.webhooks.egress.TargetCheck;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.Endpoints;
import katas.webhooks.endpoint.Endpoints.Change;
import katas.webhooks.endpoint.SigningKeys;
import katas.webhooks.signature.PublicKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnRole(Role.API)
@RestController
@Tag(name = "endpoints")
@RequestMapping(path = EndpointController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class EndpointController {
    static final String PATH = "/v1/endpoints";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Endpoints endpoints;
    private final EndpointViews views;
    private final TargetCheck targets;
    private final Ids ids;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final JsonMapper json;

    EndpointController(
            Endpoints endpoints,
            EndpointViews views,
            TargetCheck targets,
            Ids ids,
            InstantSource clock,
            RandomGenerator random,
            JsonMapper json) {
        this.endpoints = endpoints;
        this.views = views;
        this.targets = targets;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
        this.json = json;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Creates an endpoint, which gets messages that are accepted from now on")
    @ApiResponse(responseCode = "201", description = "the endpoint, and its secret, which is never shown again")
    ResponseEntity<EndpointView.Created> create(@RequestBody EndpointRequest body, Authentication caller) {
        var endpoint = body.endpoint(ids.next("ep"), caller.getName(), now(), targets);
        var keys = SigningKeys.draw(endpoint.asymmetric(), random);
        if (!endpoints.create(endpoint, keys)) {
            throw Problems.thrown(
                    Problems.named("too-many-endpoints", HttpStatus.CONFLICT, "there are as many endpoints as may be"));
        }
        var view =
                EndpointView.of(endpoint, keys.publicKey().map(PublicKey::text).orElse(null), 0);
        return ResponseEntity.created(URI.create(PATH + "/" + endpoint.id()))
                .eTag(ETags.of(endpoint))
                .body(new EndpointView.Created(view, keys.secret().reveal()));
    }

    @GetMapping
    @Operation(summary = "Lists your endpoints, the oldest first")
    EndpointView.EndpointPage list(
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(defaultValue = "") String cursor,
            Authentication caller) {
        var page = endpoints.list(caller.getName(), Cursors.read(cursor, Cursors.ENDPOINT), Checks.limit(limit));
        return new EndpointView.EndpointPage(
                page.stream().map(views::of).toList(), Cursors.next(page, limit, Endpoint::id));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows one of your endpoints, and how much waits for it")
    ResponseEntity<EndpointView> show(@PathVariable String id, Authentication caller) {
        return views.answer(
                endpoints.find(caller.getName(), Checks.endpoint(id)).orElseThrow(EndpointController::absent));
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
    @Operation(summary = "Changes or disables one of your endpoints: what is absent stays, null takes away")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = EndpointPatch.Fields.class)))
    ResponseEntity<EndpointView> change(
            @PathVariable String id,
            @RequestBody JsonNode body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Authentication caller) {
        var version = ETags.version(ifMatch);
        var edit = EndpointPatch.read(body, json).edit(targets, now());
        return switch (endpoints.change(caller.getName(), Checks.endpoint(id), version, edit)) {
            case Change.Changed(var endpoint) -> views.answer(endpoint);
            case Change.Missing _ -> throw absent();
            case Change.Stale(long current) -> throw stale(current);
        };
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes one of your endpoints, and everything that waits for it")
    void delete(@PathVariable String id, Authentication caller) {
        if (!endpoints.delete(caller.getName(), Checks.endpoint(id))) {
            throw absent();
        }
    }

    /** Returns the time to the millisecond, as it is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ErrorResponseException absent() {
        return Checks.absent("endpoint");
    }

    private static ErrorResponseException stale(long current) {
        var stale = Problems.thrown(HttpStatus.PRECONDITION_FAILED, "the endpoint has changed since it was read");
        stale.getHeaders().setETag(ETags.of(current));
        return stale;
    }
}
