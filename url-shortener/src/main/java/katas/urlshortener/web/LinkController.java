package katas.urlshortener.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import katas.urlshortener.Creation;
import katas.urlshortener.Digests;
import katas.urlshortener.LinkChange;
import katas.urlshortener.Links;
import katas.urlshortener.Links.Visited;
import katas.urlshortener.NewLink;
import katas.urlshortener.OwnHosts;
import katas.urlshortener.UrlShortenerProperties;
import katas.urlshortener.code.CodeSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
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

@RestController
@Tag(name = "links")
@RequestMapping(path = LinkController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class LinkController {
    static final String PATH = "/v1/links";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final int MAX_PAGE = 100;

    private final Links links;
    private final CodeSource codes;
    private final OwnPaths ownPaths;
    private final JsonMapper json;
    private final URI base;
    private final OwnHosts ownHosts;

    LinkController(
            Links links, CodeSource codes, OwnPaths ownPaths, JsonMapper json, UrlShortenerProperties properties) {
        this.links = links;
        this.codes = codes;
        this.ownPaths = ownPaths;
        this.json = json;
        this.base = properties.publicUrl();
        this.ownHosts = new OwnHosts(base, properties.ownHosts());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Creates a link, once for an Idempotency-Key")
    @Parameter(in = ParameterIn.HEADER, name = Checks.IDEMPOTENCY_KEY, schema = @Schema(type = "string"))
    @ApiResponse(responseCode = "201", description = "the link, at its location")
    ResponseEntity<LinkView> create(
            @RequestBody LinkRequest body,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            Authentication caller) {
        var link = body.link(caller.getName(), ownHosts, ownPaths.firstSegments(), once(headers, body));
        return switch (links.create(link, codes)) {
            case Creation.Created(var created) -> created(new Visited(created, 0));
            case Creation.AliasTaken _ ->
                throw Problems.thrown(HttpStatus.CONFLICT, "the alias is, or was, that of another link");
            case Creation.KeyReused _ ->
                throw Problems.thrown(
                        HttpStatus.UNPROCESSABLE_CONTENT, "the Idempotency-Key was used for another request");
            case Creation.AlreadyExpired _ -> throw new InvalidRequest("expiresAt", "must lie ahead");
        };
    }

    @GetMapping
    @Operation(summary = "Lists your links, newest first")
    LinkPage list(
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(defaultValue = "") String cursor,
            Authentication caller) {
        int size = (int) Checks.inRange("limit", limit, 1, MAX_PAGE);
        var page = links.page(caller.getName(), Cursors.read(cursor), size);
        var items = page.links().stream()
                .map(link -> LinkView.of(link, null, Codes.shortUrl(base, link.code())))
                .toList();
        return new LinkPage(items, Cursors.write(page.next()));
    }

    @GetMapping("/{code}")
    @Operation(summary = "Shows one of your links")
    ResponseEntity<LinkView> show(@PathVariable String code, Authentication caller) {
        var found = links.find(Codes.named(code), caller.getName()).orElseThrow(Codes::unknown);
        return ResponseEntity.ok().eTag(ETags.of(found)).body(view(found));
    }

    @PatchMapping(
            path = "/{code}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
    @Operation(summary = "Changes one of your links: what is absent stays, null takes away")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = LinkPatch.Fields.class)))
    ResponseEntity<LinkView> change(
            @PathVariable String code,
            @RequestBody JsonNode body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Authentication caller) {
        var patch = LinkPatch.read(body, json);
        var change = new LinkChange(ETags.version(ifMatch), patch.edit(ownHosts));
        return switch (links.change(Codes.named(code), caller.getName(), change)) {
            case LinkChange.Outcome.Changed(var link) -> {
                long visits = link.maxVisits() == null
                        ? 0
                        : links.find(link.code(), link.owner())
                                .map(Visited::visits)
                                .orElse(0L);
                var changed = new Visited(link, visits);
                yield ResponseEntity.ok().eTag(ETags.of(changed)).body(view(changed));
            }
            case LinkChange.Outcome.NotFound _ -> throw Codes.unknown();
            case LinkChange.Outcome.VersionMoved(var version) ->
                throw Problems.thrown(HttpStatus.PRECONDITION_FAILED, "the link has version " + version + " by now");
            case LinkChange.Outcome.AlreadyExpired(var at) -> {
                if (patch.setsExpiry()) {
                    throw new InvalidRequest("expiresAt", "must lie ahead");
                }
                throw Problems.thrown(
                        HttpStatus.CONFLICT, "the link expired at " + at + ": change expiresAt, too, to revive it");
            }
        };
    }

    @DeleteMapping("/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes one of your links, with all that is known of its visitors, for ever")
    void delete(@PathVariable String code, Authentication caller) {
        if (!links.delete(Codes.named(code), caller.getName())) {
            throw Codes.unknown();
        }
    }

    private NewLink.@Nullable Once once(HttpHeaders headers, LinkRequest body) {
        var key = Checks.idempotencyKey(headers);
        return key == null ? null : new NewLink.Once(key, Digests.shortHex(json.writeValueAsString(body)));
    }

    private ResponseEntity<LinkView> created(Visited visited) {
        return ResponseEntity.created(
                        URI.create(PATH + "/" + Codes.inPath(visited.link().code())))
                .eTag(ETags.of(visited))
                .body(view(visited));
    }

    private LinkView view(Visited visited) {
        var link = visited.link();
        return LinkView.of(link, visited.visits(), Codes.shortUrl(base, link.code()));
    }

    /** @param next cursor of the page that follows; null after the last */
    record LinkPage(List<LinkView> items, @Nullable String next) {}
}
