package katas.vending.table;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import katas.vending.Controller;
import katas.vending.State;

/**
 * For each state and command the states that may come next; none where the command is always refused.
 *
 * <p>Nobody wrote it down: it is what the controller did in every situation of a small machine.
 */
public final class TransitionTable {
    private final Map<StateKind, Map<CommandKind, Set<StateKind>>> next = new EnumMap<>(StateKind.class);

    private TransitionTable() {
        for (var state : StateKind.values()) {
            next.put(state, new EnumMap<>(CommandKind.class));
        }
    }

    /** Tries the controller in every situation of a small machine; takes milliseconds. */
    public static TransitionTable of(Controller controller) {
        var table = new TransitionTable();
        new SmallMachine(controller).forEachTransition(table::add);
        return table;
    }

    private void add(StateKind from, CommandKind command, StateKind to) {
        commands(from)
                .computeIfAbsent(command, _ -> EnumSet.noneOf(StateKind.class))
                .add(to);
    }

    /** Returns the states that a command may lead to; none if it is always refused. */
    public Set<StateKind> next(StateKind from, CommandKind command) {
        return Set.copyOf(targets(from, command));
    }

    /** Returns the commands that a state takes, if what is in them fits. */
    public List<CommandKind> allowed(StateKind state) {
        return List.copyOf(commands(state).keySet());
    }

    /** Returns the names of the commands that a state takes. */
    public List<String> allowed(State state) {
        return allowed(StateKind.of(state)).stream().map(CommandKind::text).toList();
    }

    /** Returns the table by name: state, then command, then the states that may come next. */
    public List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (var from : StateKind.values()) {
            commands(from).forEach((command, to) -> rows.add(new Row(from.text(), command.text(), texts(to))));
        }
        return List.copyOf(rows);
    }

    /**
     * One pair that is not always refused.
     *
     * @param next the states that may come next, which may include {@code state}
     */
    public record Row(String state, String command, List<String> next) {}

    /** Returns the table as a Mermaid diagram; commands that change no state are left out. */
    public String toMermaid() {
        var lines = new ArrayList<String>();
        lines.add("stateDiagram-v2");
        for (var state : StateKind.values()) {
            lines.add("    state \"%s\" as %s".formatted(state.text(), node(state)));
        }
        lines.add("    [*] --> " + node(StateKind.IDLE));
        for (var from : StateKind.values()) {
            for (var to : StateKind.values()) {
                var commands = leading(from, to);
                if (from != to && !commands.isEmpty()) {
                    lines.add("    %s --> %s: %s".formatted(node(from), node(to), String.join(", ", commands)));
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** Returns the table in Markdown: a row for each command, a column for each state. */
    public String toMarkdown() {
        var head = Stream.concat(
                Stream.of("command"), Arrays.stream(StateKind.values()).map(StateKind::text));
        var rule = Stream.generate(() -> "---").limit(StateKind.values().length + 1L);
        var body = Arrays.stream(CommandKind.values())
                .map(command -> line(Stream.concat(
                        Stream.of("`" + command.text() + "`"),
                        Arrays.stream(StateKind.values())
                                .map(from -> String.join(" or ", texts(targets(from, command)))))));
        return Stream.concat(Stream.of(line(head), line(rule)), body).collect(joining("\n")) + "\n";
    }

    private static String line(Stream<String> cells) {
        return cells.collect(joining(" | ", "| ", " |"));
    }

    // a node's own name must not contain hyphens
    private static String node(StateKind state) {
        return state.text().replace('-', '_');
    }

    private List<String> leading(StateKind from, StateKind to) {
        return commands(from).entrySet().stream()
                .filter(entry -> entry.getValue().contains(to))
                .map(entry -> entry.getKey().text())
                .toList();
    }

    private Map<CommandKind, Set<StateKind>> commands(StateKind from) {
        return Objects.requireNonNull(next.get(from));
    }

    private Set<StateKind> targets(StateKind from, CommandKind command) {
        return commands(from).getOrDefault(command, Set.of());
    }

    private static List<String> texts(Set<StateKind> states) {
        return states.stream().map(StateKind::text).toList();
    }
}
