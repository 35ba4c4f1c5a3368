package katas.vending.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
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

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info().title("Vending machine").version("v1").description("""
                        A fleet of vending machines. Buyers insert coins, select and cancel; a device carries out the
                        order that its machine shows, each number once, and reports; an operator does the rest.
                        Amounts are in the currency's smallest unit."""))
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)
                                        .description("An API key. Devices and operators have an admin key.")));
    }

    /** Adds to each endpoint the problems that its path and method bring along. */
    @Bean
    OpenApiCustomizer problems() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths()
                    .forEach((path, item) -> item.readOperations().forEach(operation -> addProblems(path, operation)));
        };
    }

    private static void addProblems(String path, Operation operation) {
        if (path.equals(StateMachineController.PATH)) {
            operation.setSecurity(List.of());
            return;
        }
        var answers = operation.getResponses();
        answers.addApiResponse("400", answer("Something is malformed or out of range; names the field."));
        answers.addApiResponse("401", answer("No API key, or one that is not known."));
        answers.addApiResponse("503", retried("Redis does not answer, or too many follow events."));
        if (path.contains("{")) {
            answers.addApiResponse("404", answer("No such machine."));
        }
        if (operation.getRequestBody() != null) {
            answers.addApiResponse("403", answer("An admin key is needed, or the credit is another session's."));
            answers.addApiResponse(
                    "409",
                    answer("The machine is there already, or does not take the command now; names those it does."));
            answers.addApiResponse("413", answer("The body is too long."));
            answers.addApiResponse("415", answer("The body is not declared to be JSON."));
        }
        if (path.endsWith("/books")) {
            answers.addApiResponse("403", answer("An admin key is needed for a recount."));
        }
        if (path.endsWith("/commands")) {
            answers.addApiResponse("422", answer("The command's id belongs to another request."));
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
                .description("Problem details (RFC 9457). A refused command's also say how the machine stands.")
                .addProperty("type", new StringSchema().format("uri-reference"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema().format("uri-reference"))
                .addProperty("errors", new ArraySchema().items(error))
                .addProperty("reason", new StringSchema())
                .addProperty("state", new StringSchema())
                .addProperty("allowed", new ArraySchema().items(new StringSchema()))
                .addProperty("credit", new IntegerSchema().format("int64"))
                .addProperty("version", new IntegerSchema().format("int64"))
                .addProperty("order", new ObjectSchema().description("what the device is to do; absent if nothing"))
                .addProperty("events", new ArraySchema().items(new ObjectSchema()));
    }
}
