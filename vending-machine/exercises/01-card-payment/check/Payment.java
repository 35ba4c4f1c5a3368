import java.time.Instant;
import java.util.List;

/** Anything that takes payments as {@code CardPayment} does. */
interface Payment {
    List<Instruction> on(Signal signal, Instant now);
}
