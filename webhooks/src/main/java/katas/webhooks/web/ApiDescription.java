package katas.webhooks.web;

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
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI page says of the API as a whole: its keys, and the problems that its endpoints share. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info().title("Webhooks").version("v1").description("""
                        Messages that are delivered to your endpoints as Standard Webhooks: signed, again and again until
                        they arrive, at least once, always under the same id. A key opens what is its tenant's, and
                        nothing else is there for it."""))
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)
                                        .description("A tenant's API key.")));
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
        answers.addApiResponse("401", answer("No API key, or one that is not known."));
        answers.addApiResponse("503", retried("Redis or Kafka does not answer, or too many follow events."));
        if (operation.getRequestBody() != null) {
            answers.addApiResponse("413", answer("The body, or the payload in it, is too long."));
            answers.addApiResponse("415", answer("The body is not declared to be JSON."));
        }
        if (path.contains("{id}")) {
            answers.addApiResponse("404", answer("Nothing has this id, or it is another tenant's."));
        }
        if (method == HttpMethod.PATCH) {
            answers.addApiResponse("412", answer("The endpoint is not the one that If-Match names; says which it is."));
        }
        if (method == HttpMethod.POST && path.equals(EndpointController.PATH)) {
            answers.addApiResponse("409", answer("There are as many endpoints as may be."));
        }
        if (method == HttpMethod.POST && path.equals(MessageController.PATH)) {
            answers.addApiResponse("422", answer("The Idempotency-Key was used for another message."));
        }
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
                .addProperty("errors", new ArraySchema().items(error));
    }
}
