package katas.ratelimiter.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI page says of the API as a whole: its keys, and the problems that its endpoints share. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    static final String INVALID_REQUEST = "invalid-request";
    static final String UNAUTHORIZED = "unauthorized";
    static final String FORBIDDEN = "forbidden";
    static final String NOT_FOUND = "not-found";
    static final String CONFLICT = "conflict";
    static final String PAYLOAD_TOO_LARGE = "payload-too-large";
    static final String UNSUPPORTED_MEDIA_TYPE = "unsupported-media-type";
    static final String TEMPORARILY_UNAVAILABLE = "temporarily-unavailable";
    static final String QUOTA_EXCEEDED = "quota-exceeded";
    static final String TEMPORARY_REDUCED_CAPACITY = "temporary-reduced-capacity";

    static final String RATE_LIMIT_POLICY = "RateLimit-Policy";
    static final String RATE_LIMIT_POLICY_SAYS = "for each limit its quota (q) and its window in seconds (w)";
    static final String RATE_LIMIT = "RateLimit";
    static final String RATE_LIMIT_SAYS = "for each limit what remains (r), and in how many seconds there is more (t)";

    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info().title("Rate limiter").version("v1").description("""
                        Decides whether a call may pass now, and tells the refused when to come back.
                        RateLimit-Policy and RateLimit are as in draft-ietf-httpapi-ratelimit-headers-10, which has
                        expired and may still change."""))
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .components(components());
    }

    private static Components components() {
        return new Components()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme(BEARER)
                                .description("An API key. Changing policies and resetting keys takes an admin key."))
                .addSchemas(PROBLEM, problem())
                .addResponses(INVALID_REQUEST, answer("Something is malformed or out of range; names the field."))
                .addResponses(UNAUTHORIZED, answer("No API key, or one that is not known."))
                .addResponses(FORBIDDEN, answer("An admin key is needed."))
                .addResponses(NOT_FOUND, answer("No such policy."))
                .addResponses(CONFLICT, answer("There are as many policies as can be kept."))
                .addResponses(PAYLOAD_TOO_LARGE, answer("The body is too long."))
                .addResponses(UNSUPPORTED_MEDIA_TYPE, answer("The body is not declared to be JSON."))
                .addResponses(TEMPORARILY_UNAVAILABLE, retried("Redis does not answer."))
                .addResponses(QUOTA_EXCEEDED, quotaExceeded())
                .addResponses(
                        TEMPORARY_REDUCED_CAPACITY,
                        retried("Calls cannot be counted now, and the policy lets none pass uncounted."));
    }

    private static ApiResponse quotaExceeded() {
        return retried("Too few permits are left; names the violated limits.")
                .addHeaderObject(RATE_LIMIT_POLICY, header(RATE_LIMIT_POLICY_SAYS, new StringSchema()))
                .addHeaderObject(RATE_LIMIT, header(RATE_LIMIT_SAYS, new StringSchema()));
    }

    private static ApiResponse retried(String description) {
        return answer(description)
                .addHeaderObject("Retry-After", header("whole seconds to wait, rounded up", new IntegerSchema()));
    }

    private static Header header(String says, Schema<?> schema) {
        return new Header().description(says).schema(schema);
    }

    private static ApiResponse answer(String description) {
        var problem = new Schema<>().$ref(PROBLEM);
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(problem)));
    }

    private static Schema<?> problem() {
        var error =
                new ObjectSchema().addProperty("field", new StringSchema()).addProperty("reason", new StringSchema());
        return new ObjectSchema()
                .description("Problem details (RFC 9457).")
                .addProperty("type", new StringSchema().format("uri-reference"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema().format("uri-reference"))
                .addProperty("errors", new ArraySchema().items(error))
                .addProperty("violated-policies", new ArraySchema().items(new StringSchema()));
    }
}
