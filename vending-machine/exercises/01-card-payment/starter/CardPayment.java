import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Takes payments by card, one after the other: request, approve, dispense, capture, complete.
 *
 * <p>As it stands it is right as long as the bank answers in time and once, and nothing jams.
 */
final class CardPayment {

    /** How long the bank may take to answer a request. */
    static final Duration BANK = Duration.ofSeconds(30);

    /** How long the sensor may take to report on a unit. */
    static final Duration SENSOR = Duration.ofSeconds(10);

    private int request;
    private String authorization = "";

    /**
     * Hears a signal, and says what is to be done about it, in this order.
     *
     * @param now never before the time of the signal before
     */
    List<Instruction> on(Signal signal, Instant now) {
        return switch (signal) {
            case Signal.Pressed(int amount) -> {
                request++;
                yield List.of(new Instruction.RequestApproval(request, amount));
            }
            case Signal.Approved(int answered, String held) -> {
                authorization = held;
                yield List.of(new Instruction.Dispense(held));
            }
            case Signal.Denied(int answered) -> List.of(new Instruction.Complete(answered));
            case Signal.Dropped() -> List.of(new Instruction.Capture(authorization), new Instruction.Complete(request));
            case Signal.Jammed() -> List.of(new Instruction.Complete(request));
            case Signal.TimePassed() -> List.of();
        };
    }
}
