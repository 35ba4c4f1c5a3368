package katas.vending;

import java.util.List;

/** What became of a command. */
public sealed interface Outcome {

    /** Returns the machine afterwards. */
    Machine machine();

    /** Returns what is to be added to the journal. */
    List<Event> events();

    record Accepted(Machine machine, List<Event> events) implements Outcome {}

    /** Refused; the only event there may be is a coin that was given back. */
    record Refused(Refusal reason, Machine machine, List<Event> events) implements Outcome {}

    static Outcome accepted(Machine machine, Event... events) {
        var list = List.of(events);
        return new Accepted(machine.after(list), list);
    }

    static Outcome refused(Machine machine, Refusal reason) {
        return new Refused(reason, machine, List.of());
    }

    static Outcome coinReturned(Machine machine, int denomination, Refusal reason) {
        List<Event> returned = List.of(new Event.CoinRejected(denomination));
        return new Refused(reason, machine.after(returned), returned);
    }
}
