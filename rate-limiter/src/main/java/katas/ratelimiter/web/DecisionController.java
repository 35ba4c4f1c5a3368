package katas.ratelimiter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import katas.ratelimiter.Policies;
import katas.ratelimiter.RateLimiter;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "decisions")
class DecisionController {
    private final RateLimiter limiter;
    private final Policies policies;

    DecisionController(RateLimiter limiter, Policies policies) {
        this.limiter = limiter;
        this.policies = policies;
    }

    @PostMapping(
            path = "/v1/decisions",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Takes permits, or says when to come back")
    @ApiResponse(
            responseCode = "200",
            description = "the call may pass",
            headers = {
                @Header(
                        name = ApiDescription.RATE_LIMIT_POLICY,
                        description = ApiDescription.RATE_LIMIT_POLICY_SAYS,
                        schema = @Schema(type = "string")),
                @Header(
                        name = ApiDescription.RATE_LIMIT,
                        description = ApiDescription.RATE_LIMIT_SAYS,
                        schema = @Schema(type = "string"))
            },
            content = @Content(schema = @Schema(implementation = DecisionDocument.class)))
    @ApiResponse(responseCode = "400", ref = ApiDescription.INVALID_REQUEST)
    @ApiResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @ApiResponse(responseCode = "413", ref = ApiDescription.PAYLOAD_TOO_LARGE)
    @ApiResponse(responseCode = "415", ref = ApiDescription.UNSUPPORTED_MEDIA_TYPE)
    @ApiResponse(responseCode = "429", ref = ApiDescription.QUOTA_EXCEEDED)
    @ApiResponse(responseCode = "503", ref = ApiDescription.TEMPORARY_REDUCED_CAPACITY)
    ResponseEntity<?> decide(@RequestBody DecisionRequest request) {
        var policy = request.policyFrom(policies);
        var decision = limiter.tryAcquire(policy, request.checkedKey(), request.permitsWithin(policy));
        return DecisionResponses.of(policy, decision);
    }
}
