import java.time.Duration;

/** A signal, and how long after the one before it comes. */
record Step(Signal signal, Duration later) {

    private static final int SOON = 1;

    static Step of(Signal signal) {
        return new Step(signal, Duration.ofSeconds(SOON));
    }

    /** Nobody says anything for so long. */
    static Step silence(Duration length) {
        return new Step(new Signal.TimePassed(), length);
    }

    Step after(Duration later) {
        return new Step(signal, later);
    }
}
