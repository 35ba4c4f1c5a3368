package katas.vending.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import katas.vending.table.CommandKind;
import katas.vending.table.StateKind;
import katas.vending.table.TransitionTable;
import katas.vending.table.TransitionTable.Row;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "state machine")
@RequestMapping(StateMachineController.PATH)
class StateMachineController {
    static final String PATH = "/v1/state-machine";

    private final TransitionTable table;

    StateMachineController(TransitionTable table) {
        this.table = table;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Shows which command leads from which state to which")
    Table table() {
        return new Table(
                Arrays.stream(StateKind.values()).map(StateKind::text).toList(),
                Arrays.stream(CommandKind.values()).map(CommandKind::text).toList(),
                table.rows(),
                table.toMermaid());
    }

    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(summary = "Shows the same as a Mermaid diagram")
    String mermaid() {
        return table.toMermaid();
    }

    /** @param transitions pairs of state and command that are not listed are refused */
    record Table(List<String> states, List<String> commands, List<Row> transitions, String mermaid) {}
}
