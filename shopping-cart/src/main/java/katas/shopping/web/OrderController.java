package katas.shopping.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import katas.shopping.OnRole;
import katas.shopping.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.Authentication;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@OnRole(Role.ORDER)
@RestController
@Tag(name = "orders")
@RequestMapping(OrderController.PATH)
class OrderController {
    static final String PATH = "/v1/orders";
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final OrderBook orders;
    private final OrderStreams streams;
    private final StreamPlaces places;

    OrderController(OrderBook orders, OrderStreams streams, StreamPlaces places) {
        this.orders = orders;
        this.places = places;
        this.streams = streams;
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Shows an order: its state, what has happened, and why nothing comes of it")
    OrderView show(@PathVariable String id, @Nullable Authentication caller) {
        return orders.show(id, Customers.name(caller));
    }

    /** Runs as long as the reader stays, on a virtual thread of its own. */
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Follows an order step by step until it is decided")
    @ApiResponse(
            responseCode = "200",
            description = "server-sent events; their ids are the steps' numbers",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "204", description = "the order is decided, and the last step was seen")
    @ApiResponse(responseCode = "429", description = "as many follow this order, or from this source, as may")
    void follow(
            @PathVariable String id,
            @Parameter(description = "number of the last step seen")
                    @RequestHeader(name = LAST_EVENT_ID, required = false)
                    @Nullable
                    String lastEventId,
            @Parameter(hidden = true) HttpMethod method,
            @Nullable Authentication caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        int seen = lastEventId == null ? 0 : number(lastEventId);
        var customer = Customers.name(caller);
        var order = orders.show(id, customer);
        if (order.decided() && seen >= order.steps().size()) {
            // a browser that is told so does not come back
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // the head of a stream is all there is to see of it without its body
        if (HttpMethod.HEAD.equals(method)) {
            return;
        }
        var source = customer == null ? request.getRemoteAddr() : "customer " + customer;
        enter(id, source);
        try {
            response.flushBuffer();
            streams.follow(() -> orders.show(id, customer), seen, response.getOutputStream());
        } catch (IOException e) {
            // the reader went away; nobody is left to be told
        } finally {
            places.leave(id, source);
        }
    }

    private void enter(String order, String source) {
        switch (places.enter(order, source)) {
            case GRANTED -> {}
            case FULL ->
                throw later(Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "as many as may are following orders now"));
            case TOO_MANY_ALIKE ->
                throw later(Problems.named(
                        "too-many-streams",
                        HttpStatus.TOO_MANY_REQUESTS,
                        "as many as may are following this order, or are following orders from there, now"));
        }
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new InvalidRequest(LAST_EVENT_ID, "must be the number of a step");
    }

    private static ErrorResponseException later(ProblemDetail problem) {
        var busy = Problems.thrown(problem);
        busy.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
        return busy;
    }
}
