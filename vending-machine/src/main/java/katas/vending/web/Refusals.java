package katas.vending.web;

import java.util.List;
import katas.vending.Event;
import katas.vending.Refusal;
import katas.vending.Snapshot;
import katas.vending.table.StateKind;
import katas.vending.table.TransitionTable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Tells a refused caller what it needs to go on: the reason, how the machine stands, and what it would take. */
@Component
final class Refusals {
    private final TransitionTable table;

    Refusals(TransitionTable table) {
        this.table = table;
    }

    ProblemDetail refused(Refusal reason, Snapshot machine, List<Event> events) {
        var problem = switch (reason) {
            case UNKNOWN_DENOMINATION -> Problems.invalid("denomination", "is none that the machine takes");
            case UNKNOWN_SLOT -> Problems.invalid("slot", "is none that the machine has");
            case NOT_YOUR_CREDIT -> Problems.of(HttpStatus.FORBIDDEN, reason.text());
            case WRONG_STATE,
                    CREDIT_OF_ANOTHER,
                    ENOUGH_CREDIT,
                    NOTHING_ON_SALE,
                    COIN_NOT_WANTED,
                    NOT_ON_SALE,
                    TOO_LITTLE_CREDIT,
                    NO_CHANGE,
                    FAULTY,
                    OTHER_ORDER,
                    TUBE_FULL,
                    SLOT_FULL -> Problems.of(HttpStatus.CONFLICT, reason.text());
        };
        return about(problem, Names.of(reason), machine, events);
    }

    ProblemDetail stale(Snapshot machine, List<Event> events) {
        var problem = Problems.of(HttpStatus.CONFLICT, "the machine has another version than the command expects");
        return about(problem, "stale-version", machine, events);
    }

    private ProblemDetail about(ProblemDetail problem, String reason, Snapshot snapshot, List<Event> events) {
        var machine = snapshot.machine();
        problem.setProperty("reason", reason);
        problem.setProperty("state", StateKind.of(machine.state()).text());
        problem.setProperty("allowed", table.allowed(machine.state()));
        problem.setProperty("credit", machine.escrow().value());
        problem.setProperty("version", snapshot.version());
        var order = OrderView.in(machine.state());
        if (order != null) {
            problem.setProperty("order", order);
        }
        problem.setProperty("events", EventDocument.all(events));
        return problem;
    }
}
