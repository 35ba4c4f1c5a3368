package katas.webhooks.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import katas.webhooks.OnRole;
import katas.webhooks.Role;
import katas.webhooks.delivery.Delivery;
import katas.webhooks.delivery.DeliveryLog;
import katas.webhooks.message.Acceptance.Accepted;
import katas.webhooks.message.Acceptance.KeyTaken;
import katas.webhooks.message.Envelope;
import katas.webhooks.message.Intake;
import katas.webhooks.message.Messages;
import katas.webhooks.tracing.CurrentTrace;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@OnRole(Role.API)
@RestController
@Tag(name = "messages")
@RequestMapping(path = MessageController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class MessageController {
    static final String PATH = "/v1/messages";

    private final Intake intake;
    private final Messages messages;
    private final DeliveryLog log;
    private final CurrentTrace trace;

    MessageController(Intake intake, Messages messages, DeliveryLog log, CurrentTrace trace) {
        this.intake = intake;
        this.messages = messages;
        this.log = log;
        this.trace = trace;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Sends a message to all your endpoints that want it, once for an Idempotency-Key",
            description = "The payload goes out as it comes in, byte by byte. Answers when it cannot be lost any more.")
    @Parameter(in = ParameterIn.HEADER, name = Checks.IDEMPOTENCY_KEY, schema = @Schema(type = "string"))
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = Fields.class)))
    @ApiResponse(responseCode = "202", description = "the message, at its location; a repetition is told the same")
    ResponseEntity<Id> send(
            @RequestBody byte[] body,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            Authentication caller) {
        var key = Checks.idempotencyKey(headers);
        var message = MessageRequest.read(body, trace.traceparent().orElse(null));
        return switch (intake.accept(caller.getName(), key, message)) {
            case Accepted(var id) ->
                ResponseEntity.accepted().location(URI.create(PATH + "/" + id)).body(new Id(id));
            case KeyTaken _ ->
                throw Problems.thrown(
                        HttpStatus.UNPROCESSABLE_CONTENT, "the Idempotency-Key was used for another message");
        };
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a message and up to 100 of its deliveries; not its payload")
    MessageView show(@PathVariable String id, @RequestParam(defaultValue = "") String cursor, Authentication caller) {
        var after = Cursors.read(cursor, Cursors.ENDPOINT);
        var message = find(id, caller);
        var page = log.deliveries(message.tenant(), message.id(), after, MessageView.PAGE);
        return MessageView.of(message, page, Cursors.next(page, MessageView.PAGE, Delivery::endpoint));
    }

    @GetMapping("/{id}/attempts")
    @Operation(summary = "Lists the attempts of a message, the oldest first")
    AttemptView.AttemptPage attempts(
            @PathVariable String id,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(defaultValue = "") String cursor,
            Authentication caller) {
        int size = Checks.limit(limit);
        var place = Cursors.read(cursor, Cursors.NUMBER);
        int from = place == null ? 0 : Integer.parseInt(place);
        var message = find(id, caller);
        var page = log.attempts(message.tenant(), message.id(), from, size);
        return new AttemptView.AttemptPage(
                page.stream().map(AttemptView::of).toList(),
                Cursors.next(page, size, _ -> Integer.toString(from + size)));
    }

    @PostMapping(path = "/{id}/resend", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Sends a message again to those endpoints that it went to, or to one of them, under the same id")
    Again resend(@PathVariable String id, @RequestBody(required = false) @Nullable Resend body, Authentication caller) {
        var endpoint = body == null || body.endpoint() == null ? null : Checks.endpointField(body.endpoint());
        var message = find(id, caller);
        int deliveries = log.resend(message.tenant(), message.id(), endpoint);
        if (deliveries == 0 && endpoint != null) {
            throw Problems.thrown(HttpStatus.NOT_FOUND, "the message never went to " + endpoint);
        }
        return new Again(deliveries);
    }

    private Envelope find(String id, Authentication caller) {
        return messages.envelope(caller.getName(), Checks.message(id)).orElseThrow(() -> Checks.absent("message"));
    }

    /** What a request has, for its description: it is read otherwise. */
    @Schema(name = "NewMessage")
    private record Fields(
            @Schema(example = "order.paid", requiredMode = Schema.RequiredMode.REQUIRED)
            String eventType,

            @Schema(
                    description = "any JSON value of at most 262,144 bytes",
                    example = "{\"order\": 7}",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            Object payload,

            @Schema(description = "messages of one key go to an ordered endpoint one after the other", example = "7")
            @Nullable
            String key) {}

    /** @param id {@code msg_…}, which every endpoint is told */
    record Id(String id) {}

    /** @param endpoint the only one; all if absent */
    record Resend(@Nullable String endpoint) {}
}
