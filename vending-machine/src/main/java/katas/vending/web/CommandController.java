package katas.vending.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import katas.vending.Fleet;
import katas.vending.Receipt;
import katas.vending.Request;
import katas.vending.table.StateKind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.Authentication;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "machines")
class CommandController {
    private final Fleet fleet;
    private final Tokens tokens;
    private final Refusals refusals;
    private final JsonMapper json;

    CommandController(Fleet fleet, Tokens tokens, Refusals refusals, JsonMapper json) {
        this.fleet = fleet;
        this.tokens = tokens;
        this.refusals = refusals;
        this.json = json;
    }

    @PostMapping(
            path = MachineController.PATH + "/{machine}/commands",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Executes a command, once for its id; buyers insert coins, select and cancel (others: admin)")
    Done execute(@PathVariable String machine, @RequestBody CommandRequest body, Authentication caller) {
        var kind = body.kind();
        boolean operator = ApiKeys.isAdmin(caller);
        if (!CommandRequest.isBuyers(kind) && !operator) {
            throw thrown(Problems.of(HttpStatus.FORBIDDEN, "an admin key is needed"));
        }
        var session = body.checkedSession();
        var token = session == null ? tokens.next() : session;
        var request = new Request(
                body.checkedId(),
                fingerprint(caller, body),
                body.command(kind, token, operator),
                body.checkedVersion(),
                token);
        if (!MachineRequest.isId(machine)) {
            throw new NoSuchMachine();
        }
        return switch (fleet.execute(machine, request)) {
            case Receipt.Done done -> Done.of(done);
            case Receipt.Refused(var reason, var snapshot, var events) ->
                throw thrown(refusals.refused(reason, snapshot, events));
            case Receipt.Stale(var snapshot, var events) -> throw thrown(refusals.stale(snapshot, events));
            case Receipt.UnknownMachine _ -> throw new NoSuchMachine();
            case Receipt.IdTaken _ ->
                throw thrown(Problems.of(
                        HttpStatus.UNPROCESSABLE_CONTENT, "the id belongs to another command, or to another caller"));
        };
    }

    /** Whoever repeats a command gets its answer, and with it the session: so the caller is part of the repetition. */
    private String fingerprint(Authentication caller, CommandRequest body) {
        return Digests.shortHex(caller.getName() + json.writeValueAsString(body));
    }

    private static ErrorResponseException thrown(ProblemDetail problem) {
        return new ErrorResponseException(HttpStatus.valueOf(problem.getStatus()), problem, null);
    }

    /**
     * What a command has done.
     *
     * @param session opens what this coin began; only its caller ever sees it
     * @param order what the device is to do now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Done(
            String state,
            long credit,
            long version,
            @Nullable String session,
            @Nullable OrderView order,
            List<EventDocument> events) {
        static Done of(Receipt.Done done) {
            var machine = done.machine().machine();
            return new Done(
                    StateKind.of(machine.state()).text(),
                    machine.escrow().value(),
                    done.machine().version(),
                    done.token().isEmpty() ? null : done.token(),
                    OrderView.in(machine.state()),
                    EventDocument.all(done.events()));
        }
    }
}
