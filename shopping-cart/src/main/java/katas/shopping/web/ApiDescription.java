package katas.shopping.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
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
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI page says of the API as a whole: its keys, and the problems that its endpoints share. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";
    private static final List<String> OPEN = List.of("/v1/carts", "/v1/orders/", "/v1/payment-callbacks/");

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info().title("Shopping cart").version("v1").description("""
                        A cart, and an order, is open to whoever knows its id; made with an API key, to that customer alone.
                        Checking out answers at once with an order, which is decided afterwards. Amounts are in the
                        currency's smallest unit. What is the shop's alone takes an admin key."""))
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)
                                        .description("A customer's API key, or an admin key.")));
    }

    /** Adds to each endpoint the problems that its path and method bring along. */
    @Bean
    OpenApiCustomizer problems() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach((method, operation) -> addProblems(path, method, operation)));
        };
    }

    private static void addProblems(String path, HttpMethod method, Operation operation) {
        var answers = operation.getResponses();
        answers.addApiResponse("400", answer("Something is malformed or out of range; names the field."));
        answers.addApiResponse("401", answer("No API key where one is needed, or one that is not known."));
        answers.addApiResponse("503", retried("Redis does not answer, or too many follow orders."));
        if (operation.getRequestBody() != null) {
            answers.addApiResponse("413", answer("The body is too long."));
            answers.addApiResponse("415", answer("The body is not declared to be JSON."));
        }
        if (OPEN.stream().noneMatch(path::startsWith)) {
            answers.addApiResponse("403", answer("An admin key is needed."));
        }
        if (path.startsWith("/v1/carts/") || path.startsWith("/v1/orders/")) {
            answers.addApiResponse("404", answer("Nothing has this id, or it is another's."));
        }
        if (path.endsWith("/{sku}") && method == HttpMethod.GET) {
            answers.addApiResponse("404", answer("The shop knows nothing of this SKU."));
        }
        if (path.startsWith("/v1/projections/")) {
            answers.addApiResponse("404", answer("There is no such view, or it knows nothing of this."));
        }
        if (path.contains("/items/") || path.endsWith("/checkout")) {
            answers.addApiResponse("412", answer("The cart is not the one that If-Match names; says which it is."));
        }
        if (path.startsWith("/v1/dead-letters/")) {
            answers.addApiResponse("404", answer("Nothing waits under this id."));
        }
        if (path.endsWith("/redrive")) {
            answers.addApiResponse(
                    "409", answer("The first that waits cannot be handled yet, or not by this process."));
        }
        if (path.endsWith("/head")) {
            answers.addApiResponse("412", answer("Another message is the first now; says which it is."));
            answers.addApiResponse("428", answer("If-Match is missing."));
        }
        if (path.contains("/items/")) {
            answers.addApiResponse("428", answer("If-Match is missing."));
        }
        if (path.endsWith("/checkout")) {
            answers.addApiResponse("422", answer("The Idempotency-Key was used for another request."));
        }
        if (path.startsWith("/v1/carts/") && method != HttpMethod.GET) {
            answers.addApiResponse("409", answer(conflict(path, method)));
        }
    }

    private static String conflict(String path, HttpMethod method) {
        if (path.endsWith("/checkout")) {
            return "The cart is frozen or empty, or prices changed; says from what to what.";
        }
        return method == HttpMethod.DELETE ? "The cart is frozen." : "The cart is frozen, or cannot take this in.";
    }

    private static ApiResponse retried(String description) {
        return answer(description)
                .addHeaderObject(
                        "Retry-After",
                        new Header().description("whole seconds to wait").schema(new IntegerSchema()));
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
                .addProperty("changes", new ArraySchema().items(new ObjectSchema()));
    }
}
