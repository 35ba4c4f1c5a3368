import java.time.Instant;
import java.util.List;

/** Wrong on purpose: takes the money as soon as it can, and believes that everybody answers once and in time. */
final class NaivePayment implements Payment {

    private int request;

    @Override
    public List<Instruction> on(Signal signal, Instant now) {
        return switch (signal) {
            case Signal.Pressed(int amount) -> {
                request++;
                yield List.of(new Instruction.RequestApproval(request, amount));
            }
            case Signal.Approved(int answered, var authorization) ->
                List.of(
                        new Instruction.Capture(authorization),
                        new Instruction.Dispense(authorization),
                        new Instruction.Complete(answered));
            case Signal.Denied(int answered) -> List.of(new Instruction.Complete(answered));
            case Signal.Dropped _, Signal.Jammed _, Signal.TimePassed _ -> List.of();
        };
    }
}
