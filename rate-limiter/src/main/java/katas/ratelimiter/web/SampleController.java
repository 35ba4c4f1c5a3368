package katas.ratelimiter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Something worth protecting: whoever reaches it was let through by {@link RateLimitFilter}. */
@RestController
@Tag(name = "sample")
class SampleController {
    static final String PATH = "/v1/sample";

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Is protected by the filter: by API key, else by address")
    @SecurityRequirements
    @ApiResponse(responseCode = "200", description = "let through")
    @ApiResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @ApiResponse(responseCode = "429", ref = ApiDescription.QUOTA_EXCEEDED)
    @ApiResponse(responseCode = "503", ref = ApiDescription.TEMPORARY_REDUCED_CAPACITY)
    Sample sample() {
        return new Sample("you were let through");
    }

    record Sample(String message) {}
}
