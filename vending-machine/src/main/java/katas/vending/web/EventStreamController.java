package katas.vending.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "journal")
class EventStreamController {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Machines machines;
    private final EventStreams streams;

    EventStreamController(Machines machines, EventStreams streams) {
        this.machines = machines;
        this.streams = streams;
    }

    /** Runs as long as the reader stays, on a virtual thread of its own. */
    @GetMapping(path = MachineController.PATH + "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Follows a machine's journal: what comes from now on, or after the entry named last")
    @ApiResponse(
            responseCode = "200",
            description = "server-sent events; their ids are the entries' numbers",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    void follow(
            @PathVariable String id,
            @Parameter(description = "number of the last entry seen") @RequestHeader(LAST_EVENT_ID) @Nullable
                    String lastEventId,
            @Parameter(hidden = true) HttpMethod method,
            Authentication caller,
            HttpServletResponse response)
            throws IOException {
        machines.named(id);
        long after = lastEventId == null ? machines.lastEntry(id) : number(lastEventId);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // the head of a stream is all there is to see of it without its body
        if (HttpMethod.HEAD.equals(method)) {
            return;
        }
        if (!streams.tryEnter()) {
            throw tooMany();
        }
        try {
            response.flushBuffer();
            streams.follow(id, after, ApiKeys.isAdmin(caller), response.getOutputStream());
        } catch (IOException e) {
            // the reader went away; nobody is left to be told
        } finally {
            streams.leave();
        }
    }

    private static long number(String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new InvalidRequest(LAST_EVENT_ID, "must be the number of an entry");
    }

    private static ErrorResponseException tooMany() {
        var problem = Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "as many as may are following events now");
        var busy = new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE, problem, null);
        busy.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
        return busy;
    }
}
