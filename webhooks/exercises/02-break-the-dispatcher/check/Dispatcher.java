import java.time.Instant;
import java.util.Optional;

/** A process that takes messages in and delivers them to every endpoint. */
interface Dispatcher {

    /**
     * Takes a message in.
     *
     * @param body JSON
     * @return its id, by which it is acknowledged; nothing if the process died before it could say so
     */
    Optional<String> accept(String body);

    /** Does all that is to be done now. */
    void work();

    /** Says when there will be something to do, if nothing new comes. */
    Optional<Instant> next();
}
