package katas.shopping.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import katas.shopping.MemoryStore;
import katas.shopping.StoreUnavailable;
import org.junit.jupiter.api.Test;

class AgendasTest {
    private static final Agenda AGENDA = new Agenda("due");
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private final MemoryStore store = new MemoryStore();

    @Test
    void what_cannot_be_understood_holds_nobody_else_up_and_is_told_at_the_end() {
        appointThree();
        var visited = new ArrayList<String>();

        assertThatThrownBy(() -> store.visit(AGENDA, NOON, 10, name -> {
                    visited.add(name);
                    if (name.equals("in-3")) {
                        throw new Poison("sick", null);
                    }
                }))
                .isInstanceOf(Poison.class);

        assertThat(visited).containsExactly("in-3", "in-7", "in-12");
    }

    @Test
    void what_fails_in_any_other_way_holds_nobody_else_up_either_and_is_told_at_the_end() {
        appointThree();
        var visited = new ArrayList<String>();

        assertThatThrownBy(() -> store.visit(AGENDA, NOON, 10, name -> {
                    visited.add(name);
                    if (name.equals("in-3")) {
                        throw new IllegalStateException("a bug");
                    }
                }))
                .hasMessage("a bug");

        assertThat(visited).containsExactly("in-3", "in-7", "in-12");
    }

    @Test
    void nobody_else_is_visited_while_the_store_cannot_be_asked() {
        appointThree();
        var visited = new ArrayList<String>();

        assertThatThrownBy(() -> store.visit(AGENDA, NOON, 10, name -> {
                    visited.add(name);
                    throw new StoreUnavailable("away", null);
                }))
                .isInstanceOf(StoreUnavailable.class);

        assertThat(visited).containsExactly("in-3");
    }

    @Test
    void what_is_not_due_is_not_visited() {
        store.apply(Effect.in("test", 3).appointing(AGENDA, "later", NOON.plusMillis(1)));
        var visited = new ArrayList<String>();

        store.visit(AGENDA, NOON, 10, visited::add);

        assertThat(visited).isEmpty();
    }

    private void appointThree() {
        for (int shard : List.of(3, 7, 12)) {
            store.apply(Effect.in("test", shard).appointing(AGENDA, "in-" + shard, NOON));
        }
    }
}
