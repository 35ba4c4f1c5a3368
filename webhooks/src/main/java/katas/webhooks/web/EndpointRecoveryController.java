package katas.webhooks.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Objects;
import katas.webhooks.OnRole;
import katas.webhooks.Role;
import katas.webhooks.delivery.DeliveryLog;
import katas.webhooks.delivery.DeliveryLog.Stretch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is done when an endpoint is well again. */
@OnRole(Role.API)
@RestController
@Tag(name = "endpoints")
@RequestMapping(path = EndpointController.PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class EndpointRecoveryController {
    /** So few that nobody waits long for an answer. */
    private static final int MOST_REPLAYED = 10_000;

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
    @Operation(
            summary = "Sends again what came to an endpoint since a time, whenever nothing new is due",
            description =
                    "At most 10,000 messages at a call, the oldest first: until next is null, call again with it as the"
                            + " cursor. What comes after the first call is no part of it.")
    Replayed replay(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String cursor,
            @RequestBody Replay body,
            Authentication caller) {
        var since = Checks.moment("since", body.since());
        var replay = "." + Checks.endpoint(id) + "." + since.toEpochMilli();
        var replayed = log.replay(caller.getName(), id, stretch(since, cursor, replay), MOST_REPLAYED)
                .orElseThrow(() -> Checks.absent("endpoint"));
        var rest = replayed.rest();
        return new Replayed(replayed.deliveries(), rest == null ? null : Cursors.write(text(rest) + replay));
    }

    /** @param replay what its cursors end with */
    private static Stretch stretch(Instant since, String cursor, String replay) {
        var place = Cursors.read(cursor, Cursors.STRETCH);
        if (place == null) {
            return new Stretch(since, "", null);
        }
        if (!place.endsWith(replay)) {
            throw new InvalidRequest("cursor", "is of another endpoint, or of another since");
        }
        var parts = place.split("\\.", 4);
        return new Stretch(moment(parts[1]), parts[2], moment(parts[0]));
    }

    private static Instant moment(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static String text(Stretch rest) {
        var until = Objects.requireNonNull(rest.until(), "a rest has an end");
        return until.toEpochMilli() + "." + rest.since().toEpochMilli() + "." + rest.after();
    }

    /** @param catchUp whether what waited is sent, as it is if this is absent; if not, it is among the dead letters */
    record Enable(@Nullable Boolean catchUp) {}

    /** @param waited how many deliveries waited */
    record Enabled(int waited, boolean catchUp) {}

    /**
     * What is sent again.
     *
     * @param deliveries how many
     * @param next cursor with which to call again, null if there is nothing more
     */
    record Replayed(int deliveries, @Nullable String next) {}

    /** @param since RFC 3339; the same in each call, if there are several */
    record Replay(
            @Schema(example = "2030-01-31T12:00:00Z") @Nullable
            String since) {}
}
