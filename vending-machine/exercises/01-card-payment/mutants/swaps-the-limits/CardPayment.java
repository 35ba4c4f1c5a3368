import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Wrong: waits 10 s for the bank and 30 s for the sensor. */
final class CardPayment {

    static final Duration BANK = Duration.ofSeconds(10);
    static final Duration SENSOR = Duration.ofSeconds(30);

    private static final int REMEMBERED = 1_000;

    private sealed interface State {
        record Free() implements State {}

        record Asking(int request, Instant until) implements State {}

        record Dispensing(int request, String authorization, Instant until) implements State {}
    }

    private final Deque<String> captured = new ArrayDeque<>();
    private State state = new State.Free();
    private int requests;

    List<Instruction> on(Signal signal, Instant now) {
        return switch (signal) {
            case Signal.Pressed(int amount) -> pressed(amount, now);
            case Signal.Approved(int request, String authorization) -> approved(request, authorization, now);
            case Signal.Denied(int request) -> denied(request);
            case Signal.Dropped() -> dropped();
            case Signal.Jammed() -> failed();
            case Signal.TimePassed() -> timePassed(now);
        };
    }

    private List<Instruction> pressed(int amount, Instant now) {
        if (!(state instanceof State.Free)) {
            return List.of();
        }
        requests++;
        state = new State.Asking(requests, now.plus(BANK));
        return List.of(new Instruction.RequestApproval(requests, amount));
    }

    private List<Instruction> approved(int request, String authorization, Instant now) {
        if (state instanceof State.Asking asking && asking.request() == request) {
            if (now.isBefore(asking.until())) {
                state = new State.Dispensing(request, authorization, now.plus(SENSOR));
                return List.of(new Instruction.Dispense(authorization));
            }
            state = new State.Free();
            return List.of(new Instruction.Void(authorization), new Instruction.Complete(request));
        }
        boolean heardBefore = captured.contains(authorization)
                || state instanceof State.Dispensing dispensing
                        && dispensing.authorization().equals(authorization);
        return heardBefore ? List.of() : List.of(new Instruction.Void(authorization));
    }

    private List<Instruction> denied(int request) {
        if (state instanceof State.Asking asking && asking.request() == request) {
            state = new State.Free();
            return List.of(new Instruction.Complete(request));
        }
        return List.of();
    }

    private List<Instruction> dropped() {
        if (!(state instanceof State.Dispensing vend)) {
            return List.of();
        }
        state = new State.Free();
        captured.addLast(vend.authorization());
        if (captured.size() > REMEMBERED) {
            captured.removeFirst();
        }
        return List.of(new Instruction.Capture(vend.authorization()), new Instruction.Complete(vend.request()));
    }

    private List<Instruction> failed() {
        if (!(state instanceof State.Dispensing vend)) {
            return List.of();
        }
        state = new State.Free();
        return List.of(new Instruction.Void(vend.authorization()), new Instruction.Complete(vend.request()));
    }

    private List<Instruction> timePassed(Instant now) {
        return switch (state) {
            case State.Asking(int request, var until)
            when !now.isBefore(until) -> {
                state = new State.Free();
                yield List.of(new Instruction.Complete(request));
            }
            // nobody knows whether it dropped: rather a unit lost than a buyer who paid for nothing
            case State.Dispensing(int request, var authorization, var until) when !now.isBefore(until) -> failed();
            case State.Free _, State.Asking _, State.Dispensing _ -> List.of();
        };
    }
}
