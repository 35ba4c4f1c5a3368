package katas.vending.world;

import java.time.Instant;
import java.util.List;
import katas.vending.Command;
import katas.vending.Event;
import katas.vending.Machine;

/** A way of building the machine. Its states are values. */
public interface Design<M> {
    Answer<M> execute(M machine, Command command, Instant now);

    /** Returns what the device and the buyers see. */
    Machine view(M machine);

    /** Returns what is left when the service and its device lose their power and get it back. */
    M afterPowerCut(M machine);

    /** Returns the machine with all that only counts up set back, so that there are few different ones. */
    M settled(M machine);

    /** What became of a command. */
    record Answer<M>(M machine, List<Event> events) {}
}
