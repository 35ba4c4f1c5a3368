import java.time.Duration;

/** How long each may take; the checks go by these, whatever a payment calls them. */
final class Limits {

    /** The bank, from the request: an approval is late from this moment on. */
    static final Duration BANK = Duration.ofSeconds(30);

    /** The sensor, from the dispense: its silence is an answer from this moment on. */
    static final Duration SENSOR = Duration.ofSeconds(10);

    private Limits() {}
}
