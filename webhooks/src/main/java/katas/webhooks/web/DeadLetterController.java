package katas.webhooks.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import katas.webhooks.Names;
import katas.webhooks.OnRole;
import katas.webhooks.Role;
import katas.webhooks.delivery.DeliveryLog;
import katas.webhooks.delivery.DeliveryLog.DeadLetter;
import katas.webhooks.delivery.DeliveryLog.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@OnRole(Role.API)
@RestController
@Tag(name = "messages")
@RequestMapping(path = "/v1/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
class DeadLetterController {
    private final DeliveryLog log;

    DeadLetterController(DeliveryLog log) {
        this.log = log;
    }

    @GetMapping
    @Operation(summary = "Lists deliveries that were given up, the latest first")
    Letters list(
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(defaultValue = "") String cursor,
            Authentication caller) {
        int size = Checks.limit(limit);
        var page = log.deadLetters(caller.getName(), place(Cursors.read(cursor, Cursors.DEAD_LETTER)), size);
        return new Letters(
                page.stream().map(LetterView::of).toList(), Cursors.next(page, size, letter -> text(letter.place())));
    }

    private static String text(Place place) {
        return place.since().toEpochMilli() + "." + place.id();
    }

    private static @Nullable Place place(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int dot = text.indexOf('.');
        return new Place(Instant.ofEpochMilli(Long.parseLong(text.substring(0, dot))), text.substring(dot + 1));
    }

    @PostMapping("/{id}/redrive")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Sends a dead letter again, whenever nothing new is due")
    Again redrive(@PathVariable String id, Authentication caller) {
        if (!log.redrive(caller.getName(), Checks.deadLetter(id))) {
            throw Checks.absent("dead letter");
        }
        return new Again(1);
    }

    /** @param next cursor of the page that follows; null after the last */
    record Letters(List<LetterView> items, @Nullable String next) {}

    /**
     * A delivery that was given up.
     *
     * @param id of its message, a dot, and that of its endpoint
     * @param attempts made in vain
     * @param since when it was given up
     */
    record LetterView(String id, String message, String endpoint, int attempts, String cause, Instant since) {
        static LetterView of(DeadLetter letter) {
            var delivery = letter.delivery();
            return new LetterView(
                    delivery.id(),
                    delivery.message(),
                    delivery.endpoint(),
                    delivery.attempts(),
                    Names.of(delivery.cause()),
                    letter.since());
        }
    }
}
