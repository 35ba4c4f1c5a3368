package katas.webhooks.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import katas.webhooks.OnRole;
import katas.webhooks.Role;
import katas.webhooks.delivery.Events;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.Authentication;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@OnRole(Role.API)
@RestController
@Tag(name = "messages")
class EventController {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final Pattern PLACE = Pattern.compile("\\d{1,15}-\\d{1,15}");

    private final Events events;
    private final EventStreams streams;
    private final StreamPlaces places;

    EventController(Events events, EventStreams streams, StreamPlaces places) {
        this.events = events;
        this.streams = streams;
        this.places = places;
    }

    /** Runs as long as the reader stays, on a virtual thread of its own. */
    @GetMapping(path = "/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Follows attempts, and what becomes of endpoints, as it happens",
            description =
                    "Kinds: attempt, breaker-opened, breaker-closed, endpoint-disabling, endpoint-disabled. The last thousand"
                            + " are kept for those who come back.")
    @ApiResponse(
            responseCode = "200",
            description = "server-sent events, for ever",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "429", description = "as many of this tenant follow as may")
    void follow(
            @Parameter(description = "id of the last event seen; only what comes from now on if absent")
                    @RequestHeader(name = LAST_EVENT_ID, required = false)
                    @Nullable
                    String lastEventId,
            @Parameter(hidden = true) HttpMethod method,
            Authentication caller,
            HttpServletResponse response)
            throws IOException {
        var tenant = caller.getName();
        var place = lastEventId == null ? events.latest(tenant) : place(lastEventId);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // the head of a stream is all there is to see of it without its body
        if (HttpMethod.HEAD.equals(method)) {
            return;
        }
        enter(tenant);
        try {
            response.flushBuffer();
            streams.follow(tenant, place, response.getOutputStream());
        } catch (IOException e) {
            // the reader went away; nobody is left to be told
        } finally {
            places.leave(tenant);
        }
    }

    private void enter(String tenant) {
        switch (places.enter(tenant)) {
            case GRANTED -> {}
            case FULL ->
                throw later(Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "as many as may are following events now"));
            case TOO_MANY_ALIKE ->
                throw later(Problems.named(
                        "too-many-streams",
                        HttpStatus.TOO_MANY_REQUESTS,
                        "as many of this tenant as may are following events now"));
        }
    }

    private static String place(String text) {
        if (!PLACE.matcher(text).matches()) {
            throw new InvalidRequest(LAST_EVENT_ID, "must be the id of an event");
        }
        return text;
    }

    private static ErrorResponseException later(ProblemDetail problem) {
        var busy = Problems.thrown(problem);
        busy.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
        return busy;
    }
}
