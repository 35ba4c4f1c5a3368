import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Stands beside a payment, hears all that it hears and says, and notes the first thing that must never happen. */
final class Witness {

    private static final Instant START = Instant.parse("2026-03-01T09:41:07Z");
    private static final int PRICE = 50;

    private final Payment payment;
    private final List<String> story = new ArrayList<>();
    private final Map<Integer, Instant> askedAt = new HashMap<>();
    private final Set<Integer> completed = new HashSet<>();
    private final Set<Integer> denied = new HashSet<>();
    private final Set<String> approved = new HashSet<>();
    private final Set<String> dispensed = new HashSet<>();
    private final Set<String> dropped = new HashSet<>();
    private final Set<String> captured = new HashSet<>();
    private final Set<String> voided = new HashSet<>();
    private String underWay = "";
    private Instant now = START;
    private String wrong = "";

    Witness(Payment payment) {
        this.payment = payment;
    }

    static String authorization(int request) {
        return "auth-" + request;
    }

    /** Returns what can happen next: the bank answers only what it was asked, the sensor only what was dispensed. */
    List<Step> possible() {
        var signals = new ArrayList<Signal>();
        signals.add(new Signal.Pressed(PRICE));
        for (int request = 1; request <= askedAt.size(); request++) {
            if (!denied.contains(request)) {
                // once or again: networks repeat
                signals.add(new Signal.Approved(request, authorization(request)));
            }
            if (!approved.contains(authorization(request)) && !denied.contains(request)) {
                signals.add(new Signal.Denied(request));
            }
        }
        if (!dispensed.isEmpty()) {
            signals.add(new Signal.Dropped());
        }
        if (!underWay.isEmpty() && !dropped.contains(underWay)) {
            signals.add(new Signal.Jammed());
        }
        return Stream.concat(signals.stream().map(Step::of), Stream.of(Step.silence(Limits.BANK)))
                .toList();
    }

    /** Goes on with the story, unless it has gone wrong already: its last line is the one that did. */
    void hear(Step step) {
        if (!wrong.isEmpty()) {
            return;
        }
        now = now.plus(step.later());
        var signal = step.signal();
        switch (signal) {
            case Signal.Approved(int request, var authorization) -> approved.add(authorization);
            case Signal.Denied(int request) -> denied.add(request);
            case Signal.Dropped() -> dropped.add(underWay);
            case Signal.Pressed _, Signal.Jammed _, Signal.TimePassed _ -> {}
        }
        var said = payment.on(signal, now);
        story.add(String.format(
                Locale.ROOT,
                "%5.0f s  %-15s → %s",
                Duration.between(START, now).toMillis() / 1_000.0,
                words(step),
                said.isEmpty()
                        ? "nothing"
                        : String.join(", ", said.stream().map(Witness::words).toList())));
        said.forEach(this::judge);
        everyApprovalIsAnswered();
    }

    private void judge(Instruction instruction) {
        switch (instruction) {
            case Instruction.RequestApproval(int request, int amount) -> {
                must(request == askedAt.size() + 1, "requests are numbered 1, 2, 3 …");
                must(completed.size() == askedAt.size(), "a request is begun only when the one before is complete");
                askedAt.put(request, now);
            }
            case Instruction.Dispense(var authorization) -> {
                must(approved.contains(authorization), "nothing is dispensed without an approval");
                must(!dispensed.contains(authorization), "one approval pays for one unit");
                must(authorization.equals(authorization(askedAt.size())), "an approval pays for its own request only");
                must(!completed.contains(askedAt.size()), "what is complete is not dispensed any more");
                must(inTime(), "an approval that comes after 30 s is voided");
                dispensed.add(authorization);
                underWay = authorization;
            }
            case Instruction.Capture(var authorization) -> {
                must(dropped.contains(authorization), "money is taken only when the unit has dropped");
                must(captured.add(authorization), "money is taken once");
            }
            case Instruction.Void(var authorization) -> voided.add(authorization);
            case Instruction.Complete(int request) -> {
                must(askedAt.containsKey(request), "only what was requested is completed");
                must(completed.add(request), "a request is completed once");
                underWay = "";
            }
        }
        must(captured.stream().noneMatch(voided::contains), "what was captured is not voided, nor the other way round");
    }

    private void everyApprovalIsAnswered() {
        for (var authorization : approved) {
            must(
                    authorization.equals(underWay)
                            || captured.contains(authorization)
                            || voided.contains(authorization),
                    "whoever's bank holds money gets a unit for it, or gets it back");
        }
    }

    private boolean inTime() {
        var asked = askedAt.get(askedAt.size());
        return asked != null && now.isBefore(asked.plus(Limits.BANK));
    }

    /** Lets so much time pass that everything has to come to an end. */
    void waitForTheEnd() {
        hear(Step.silence(Limits.BANK));
        hear(Step.silence(Limits.BANK));
        must(completed.size() == askedAt.size(), "every request is complete in the end");
    }

    private void must(boolean holds, String rule) {
        if (!holds && wrong.isEmpty()) {
            wrong = rule;
        }
    }

    /** Returns the first rule that was broken; empty if none was. */
    String wrong() {
        return wrong;
    }

    List<String> story() {
        return story;
    }

    boolean dispensedFor(int request) {
        return dispensed.contains(authorization(request));
    }

    boolean capturedFor(int request) {
        return captured.contains(authorization(request));
    }

    boolean voidedFor(int request) {
        return voided.contains(authorization(request));
    }

    boolean completed(int request) {
        return completed.contains(request);
    }

    private static String words(Step step) {
        return switch (step.signal()) {
            case Signal.Pressed _ -> "button pressed";
            case Signal.Approved(int request, var authorization) -> "bank approves " + request;
            case Signal.Denied(int request) -> "bank denies " + request;
            case Signal.Dropped _ -> "unit drops";
            case Signal.Jammed _ -> "nothing drops";
            case Signal.TimePassed _ -> step.later().toSeconds() + " s pass";
        };
    }

    private static String words(Instruction instruction) {
        return switch (instruction) {
            case Instruction.RequestApproval(int request, int amount) -> "request " + request;
            case Instruction.Dispense(var authorization) -> "dispense for " + authorization;
            case Instruction.Capture(var authorization) -> "capture " + authorization;
            case Instruction.Void(var authorization) -> "void " + authorization;
            case Instruction.Complete(int request) -> "complete " + request;
        };
    }
}
