package katas.lab.infrastructure;

/**
 * A real server that runs as a child process and can be broken on purpose.
 *
 * <p>Port and data stay the same from one start to the next. Methods wait until what they ask for has happened.
 */
public interface Server extends AutoCloseable {
    /** Says what runs, as a person would: {@code Redis}. */
    String name();

    /** The loopback port that it listens on. */
    int port();

    /**
     * The id of the process.
     *
     * @throws IllegalStateException before the first start
     */
    long pid();

    /** Tells whether the process lives; a paused one does. */
    boolean running();

    /**
     * Starts it and returns as soon as it answers; does nothing while it runs.
     *
     * @throws PortInUse if somebody else listens on its port
     * @throws ServerDidNotStart if it ended, or did not answer in time
     */
    void start();

    /** Asks it to end and kills it if it does not; a paused one is resumed first. */
    void stop();

    /** Ends it like a crash: {@code kill -9}. */
    void kill();

    /** Freezes it: connections stay open, and nothing answers. */
    void pause();

    /** Lets a paused server go on where it was; does nothing to one that is not paused. */
    void resume();

    /** Starts it again on the same port and data, after a stop if it still runs. */
    default void restart() {
        stop();
        start();
    }

    @Override
    default void close() {
        stop();
    }
}
