package katas.vending.table;

import static katas.vending.table.StateKind.CREDIT;
import static katas.vending.table.StateKind.DISPENSING;
import static katas.vending.table.StateKind.IDLE;
import static katas.vending.table.StateKind.OUT_OF_SERVICE;
import static katas.vending.table.StateKind.RETURNING_CHANGE;
import static katas.vending.table.StateKind.SERVICE_MODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import katas.vending.BoundedChange;
import katas.vending.Command;
import katas.vending.Controller;
import katas.vending.State;
import katas.vending.Timeouts;
import org.junit.jupiter.api.Test;

class TransitionTableTest {
    private final TransitionTable table = TransitionTable.of(new Controller(new BoundedChange(), Timeouts.USUAL));

    @Test
    void a_seen_drop_ends_the_vend_with_or_without_change_and_with_or_without_a_fault() {
        assertThat(table.next(DISPENSING, CommandKind.DROP_SEEN))
                .containsExactlyInAnyOrder(IDLE, RETURNING_CHANGE, OUT_OF_SERVICE);
    }

    @Test
    void a_jam_is_retried_or_refunded() {
        assertThat(table.next(DISPENSING, CommandKind.DROP_MISSED))
                .containsExactlyInAnyOrder(DISPENSING, RETURNING_CHANGE);
    }

    @Test
    void a_dispense_cannot_be_cancelled() {
        assertThat(table.next(DISPENSING, CommandKind.CANCEL)).isEmpty();
    }

    @Test
    void a_state_names_the_commands_it_takes() {
        assertThat(table.allowed(new State.Idle()))
                .containsExactly("insert-coin", "tick", "open-door", "fault", "clear");
    }

    @Test
    void every_state_can_be_left_and_takes_the_passing_of_time() {
        for (var state : StateKind.values()) {
            assertThat(table.allowed(state)).as(state.text()).contains(CommandKind.TICK);
            assertThat(table.allowed(state).stream().flatMap(command -> table.next(state, command).stream()))
                    .as(state.text())
                    .anyMatch(next -> next != state);
        }
    }

    @Test
    void every_command_has_a_name_and_a_place_in_the_table() {
        assertThat(Command.class.getPermittedSubclasses()).hasSameSizeAs(CommandKind.values());
        assertThat(Arrays.stream(StateKind.values())
                        .flatMap(state -> table.allowed(state).stream())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(CommandKind.values());
    }

    @Test
    void the_rows_name_state_command_and_what_may_come_next() {
        assertThat(table.rows())
                .contains(
                        new TransitionTable.Row("credit", "cancel", List.of("returning-change")),
                        new TransitionTable.Row("service-mode", "close-door", List.of("idle", "out-of-service")));
        assertThat(table.next(SERVICE_MODE, CommandKind.RESTOCK)).containsExactly(SERVICE_MODE);
        assertThat(table.next(CREDIT, CommandKind.OPEN_DOOR)).isEmpty();
    }

    @Test
    void the_diagram_leaves_out_what_changes_no_state() {
        assertThat(table.toMermaid()).startsWith("stateDiagram-v2\n").contains("    credit --> dispensing: select\n");
        assertThat(table.toMermaid().lines()).noneMatch(line -> line.startsWith("    idle --> idle"));
    }
}
