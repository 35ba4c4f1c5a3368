package katas.vending.redis;

import java.util.Optional;
import katas.vending.Command;
import katas.vending.Order;
import org.jspecify.annotations.Nullable;

/** What the people and the parts at one machine know of the service. */
interface Line {
    /**
     * Sends a command.
     *
     * @return nothing if no answer came, so that it is unknown whether the command was executed
     */
    Optional<Answer> send(String id, Command command);

    /** Returns what the machine shows, or nothing if no answer came. */
    Optional<View> look();

    /**
     * An answer.
     *
     * @param done false if the command was refused
     * @param coinBack the coin that was put in is to be given back
     */
    record Answer(boolean done, boolean coinBack) {}

    /**
     * What is to be seen.
     *
     * @param credit what the display shows
     * @param order what the device is to do, if anything
     */
    record View(long credit, @Nullable Order order) {}
}
