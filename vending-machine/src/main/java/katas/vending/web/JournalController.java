package katas.vending.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "journal")
@RequestMapping(path = MachineController.PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class JournalController {
    private static final int MAX_PAGE = 1_000;

    private final Machines machines;

    JournalController(Machines machines) {
        this.machines = machines;
    }

    @GetMapping("/journal")
    @Operation(summary = "Lists what happened to a machine, oldest first")
    JournalPage journal(
            @PathVariable String id,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "0") long cursor,
            Authentication caller) {
        int asked = Checks.limit(limit, MAX_PAGE);
        if (cursor < 0) {
            throw new InvalidRequest("cursor", "must be one that a page named as next");
        }
        machines.named(id);
        var page = machines.journal(id, cursor, asked + 1);
        boolean operator = ApiKeys.isAdmin(caller);
        var items = page.stream()
                .limit(asked)
                .map(entry -> EntryView.of(entry, operator))
                .toList();
        return new JournalPage(items, page.size() > asked ? items.getLast().number() : null);
    }

    @GetMapping("/books")
    @Operation(summary = "Shows what was taken in and given out, and whether it balances")
    BooksView books(
            @PathVariable String id,
            @Parameter(description = "replay the whole journal as well (admin)") @RequestParam(defaultValue = "false")
                    boolean recount,
            Authentication caller) {
        if (recount && !ApiKeys.isAdmin(caller)) {
            var problem = Problems.of(HttpStatus.FORBIDDEN, "an admin key is needed for a recount");
            throw new ErrorResponseException(HttpStatus.FORBIDDEN, problem, null);
        }
        var snapshot = machines.named(id);
        return BooksView.of(snapshot, recount ? Recount.of(snapshot, machines) : null);
    }

    record JournalPage(List<EntryView> items, @Nullable Long next) {}
}
