package katas.webhooks.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import katas.webhooks.OnRole;
import katas.webhooks.Role;
import katas.webhooks.delivery.DeliveryLog;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is done when an endpoint is well again. */
@OnRole(Role.API)
@RestController
@Tag(name = "endpoints")
@RequestMapping(path = EndpointController.PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class EndpointRecoveryController {
    private final DeliveryLog log;

    EndpointRecoveryController(DeliveryLog log) {
        this.log = log;
    }

    @PostMapping(path = "/enable", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Lets a disabled endpoint have messages again, with or without those that waited meanwhile")
    Enabled enable(
            @PathVariable String id, @RequestBody(required = false) @Nullable Enable body, Authentication caller) {
        boolean catchUp = body == null || !Boolean.FALSE.equals(body.catchUp());
        int waited =
                log.enable(caller.getName(), Checks.endpoint(id), catchUp).orElseThrow(() -> Checks.absent("endpoint"));
        return new Enabled(waited, catchUp);
    }

    @PostMapping(path = "/replay", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Sends again what came to an endpoint since a time, whenever nothing new is due")
    Again replay(@PathVariable String id, @RequestBody Replay body, Authentication caller) {
        var since = Checks.moment("since", body.since());
        return new Again(
                log.replay(caller.getName(), Checks.endpoint(id), since).orElseThrow(() -> Checks.absent("endpoint")));
    }

    /** @param catchUp whether what waited is sent, as it is if this is absent; if not, it is among the dead letters */
    record Enable(@Nullable Boolean catchUp) {}

    /** @param waited how many deliveries waited */
    record Enabled(int waited, boolean catchUp) {}

    /** @param since RFC 3339 */
    record Replay(
            @Schema(example = "2030-01-31T12:00:00Z") @Nullable
            String since) {}
}
