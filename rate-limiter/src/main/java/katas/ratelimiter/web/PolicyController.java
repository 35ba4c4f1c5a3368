package katas.ratelimiter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import katas.ratelimiter.Policies;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;
import katas.ratelimiter.QuotaBook;
import katas.ratelimiter.json.PolicyDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "policies")
@RequestMapping(path = "/v1/policies", produces = MediaType.APPLICATION_JSON_VALUE)
@ApiResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
class PolicyController {
    private static final int MAX_PAGE = 200;

    private final Policies policies;
    private final QuotaBook book;

    PolicyController(Policies policies, QuotaBook book) {
        this.policies = policies;
        this.book = book;
    }

    @GetMapping
    @Operation(summary = "Lists policies by name")
    @ApiResponse(responseCode = "200", description = "one page of them")
    @ApiResponse(responseCode = "400", ref = ApiDescription.INVALID_REQUEST)
    Page list(@RequestParam(defaultValue = "50") int limit, @RequestParam(defaultValue = "") String cursor) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new InvalidRequest("limit", "must be from 1 to " + MAX_PAGE + ", was " + limit);
        }
        var rest = policies.all().stream()
                .filter(policy -> policy.name().compareTo(cursor) > 0)
                .toList();
        var items = rest.stream().limit(limit).map(PolicyView::of).toList();
        return new Page(items, rest.size() > limit ? items.getLast().name() : null);
    }

    @GetMapping("/{name}")
    @Operation(summary = "Shows a policy")
    @ApiResponse(responseCode = "200", description = "the policy in force")
    @ApiResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    PolicyView get(@PathVariable String name) {
        return PolicyView.of(named(name));
    }

    @PutMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Puts a policy in force on all replicas within a second (admin)")
    @ApiResponse(responseCode = "200", description = "the policy in force, instead of another of that name")
    @ApiResponse(responseCode = "201", description = "the policy in force, the first of that name")
    @ApiResponse(responseCode = "400", ref = ApiDescription.INVALID_REQUEST)
    @ApiResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @ApiResponse(responseCode = "409", ref = ApiDescription.CONFLICT)
    @ApiResponse(responseCode = "413", ref = ApiDescription.PAYLOAD_TOO_LARGE)
    @ApiResponse(responseCode = "415", ref = ApiDescription.UNSUPPORTED_MEDIA_TYPE)
    @ApiResponse(responseCode = "503", ref = ApiDescription.TEMPORARILY_UNAVAILABLE)
    ResponseEntity<PolicyView> put(@PathVariable String name, @RequestBody PolicyDocument document) {
        var put = policies.put(name, document.toDefinition());
        return ResponseEntity.status(put.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(PolicyView.of(put.policy()));
    }

    @GetMapping("/{name}/keys/{key}")
    @Operation(summary = "Looks at a key without spending")
    @ApiResponse(responseCode = "200", description = "what each limit has left")
    @ApiResponse(responseCode = "400", ref = ApiDescription.INVALID_REQUEST)
    @ApiResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    @ApiResponse(responseCode = "503", ref = ApiDescription.TEMPORARILY_UNAVAILABLE)
    KeyView look(@PathVariable String name, @PathVariable String key) {
        var policy = named(name);
        var limits = book.quotas(policy, PartitionKeys.checked(key)).stream()
                .map(quota -> QuotaView.of(policy, quota))
                .toList();
        return new KeyView(policy.name(), key, limits);
    }

    @DeleteMapping("/{name}/keys/{key}")
    @Operation(summary = "Gives a key its whole quota back (admin)")
    @ApiResponse(responseCode = "204", description = "whoever comes now is as new")
    @ApiResponse(responseCode = "400", ref = ApiDescription.INVALID_REQUEST)
    @ApiResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @ApiResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    @ApiResponse(responseCode = "503", ref = ApiDescription.TEMPORARILY_UNAVAILABLE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@PathVariable String name, @PathVariable String key) {
        book.reset(named(name), PartitionKeys.checked(key));
    }

    private Policy named(String name) {
        return policies.find(name).orElseThrow(() -> new NoSuchPolicy(name));
    }

    record Page(List<PolicyView> items, @Nullable String next) {}

    record KeyView(String policy, String key, List<QuotaView> limits) {}

    record QuotaView(String name, int remaining, long resetAfterMs) {
        static QuotaView of(Policy policy, Quota quota) {
            return new QuotaView(
                    policy.nameOf(quota.limit()), quota.remaining(), DecisionDocument.millis(quota.resetAfter()));
        }
    }
}
