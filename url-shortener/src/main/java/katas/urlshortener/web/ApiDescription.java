package katas.urlshortener.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
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

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info().title("URL shortener").version("v1").description("""
                        Short links. Who holds an API key creates, changes and deletes links of its own and sees how often
                        they were followed; following one, GET /{code}, takes no key, and GET /{code}+ shows where it
                        leads."""))
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)
                                        .description("An API key; an admin key for what is marked so.")));
    }

    /** Adds to each endpoint the problems that its path and method bring along. */
    @Bean
    OpenApiCustomizer problems() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths()
                    .forEach((path, item) -> item.readOperations().forEach(operation -> addProblems(path, operation)));
            api.path("/{code}", following());
        };
    }

    private static void addProblems(String path, Operation operation) {
        var answers = operation.getResponses();
        answers.addApiResponse("401", answer("No API key, or one that is not known."));
        answers.addApiResponse("503", retried());
        if (path.equals(StatsController.REBUILD)) {
            answers.addApiResponse("403", answer("An admin key is needed."));
            answers.addApiResponse("409", answer("The log does not hold all clicks, or Kafka does not answer."));
            return;
        }
        answers.addApiResponse("400", answer("Something is malformed or out of range; names the field."));
        if (path.contains("{")) {
            answers.addApiResponse("404", answer("You have no link with this code."));
        }
        if (operation.getRequestBody() != null) {
            answers.addApiResponse("413", answer("The body is too long."));
            answers.addApiResponse("415", answer("The body is not declared to be JSON."));
            boolean patch = path.contains("{");
            answers.addApiResponse("409", answer(patch ? "The link has expired." : "The alias is taken."));
            answers.addApiResponse(
                    patch ? "412" : "422",
                    answer(
                            patch
                                    ? "The link is not what If-Match says."
                                    : "The Idempotency-Key was used for another request."));
        }
    }

    /** Describes what no controller serves. */
    private static PathItem following() {
        var code = new PathParameter().name("code").schema(new StringSchema());
        var location = new Header().description("where the link leads").schema(new StringSchema());
        var follow = new Operation()
                .addTagsItem("visitors")
                .summary("Follows a link; a + behind the code shows where it leads instead")
                .security(List.of())
                .addParametersItem(code)
                .responses(new ApiResponses()
                        .addApiResponse(
                                "302",
                                new ApiResponse()
                                        .description("There it goes; 301, 307 or 308 if the link says so.")
                                        .addHeaderObject("Location", location))
                        .addApiResponse("404", answer("No link has this code."))
                        .addApiResponse("410", answer("The link was deleted, has expired or is used up."))
                        .addApiResponse("429", answer("Too many codes were tried that no link has."))
                        .addApiResponse("503", retried()));
        return new PathItem().get(follow);
    }

    private static ApiResponse retried() {
        return answer("Redis does not answer.")
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
