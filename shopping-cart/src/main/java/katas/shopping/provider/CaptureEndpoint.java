package katas.shopping.provider;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import katas.shopping.messages.Money;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code PUT} and {@code GET /v1/captures/{id}} and {@code POST /v1/captures/{id}/void}, as badly as it was told to.
 *
 * <p>What was decided before is told at once, also by a slow one.
 */
final class CaptureEndpoint implements Wire.Endpoint {
    static final String PATH = "/v1/captures/";
    private static final Pattern CAPTURE = Pattern.compile(PATH + "([\\w-]{1,64})(/void)?");
    /** Longer than anybody waits. */
    private static final Duration NEVER = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Cashier cashier;
    private final Consumer<Capture> listener;
    private final Duration slowness;
    private volatile Fault mode = Fault.NONE;

    /**
     * Serves from a ledger.
     *
     * @param listener hears of each decision, before who asked for it does
     * @param slowness how late a slow answer is
     */
    CaptureEndpoint(Ledger ledger, Cashier cashier, Consumer<Capture> listener, Duration slowness) {
        this.ledger = ledger;
        this.cashier = cashier;
        this.listener = listener;
        this.slowness = slowness;
    }

    /** What is asked for; the tokens {@code slow} and {@code hang} bring their fault with them. */
    record Asked(long amount, String currency, String token) {
        Asked {
            requireNonNull(currency, "currency");
            requireNonNull(token, "token");
        }

        Fault fault() {
            return switch (token) {
                case "slow" -> Fault.SLOW;
                case "hang" -> Fault.HANG;
                default -> Fault.NONE;
            };
        }
    }

    private record Told(
            String id, Capture.State state, @Nullable Money taken) {
        static Told of(Capture capture) {
            return new Told(capture.id(), capture.state(), capture.taken());
        }
    }

    void misbehave(Fault fault) {
        mode = fault;
    }

    @Override
    public void serve(Wire wire) throws IOException {
        var path = CAPTURE.matcher(wire.path());
        if (!path.matches()) {
            wire.refuse(404, "no such path");
            return;
        }
        var id = path.group(1);
        switch (wire.method() + (path.group(2) == null ? "" : path.group(2))) {
            case "GET" -> tell(wire, id);
            case "PUT" -> {
                var asked = wire.read(Asked.class);
                var money = new Money(asked.amount(), asked.currency());
                decide(wire, id, asked.fault(), () -> cashier.capture(id, money, asked.token()));
            }
            case "POST/void" -> decide(wire, id, Fault.NONE, () -> cashier.cancel(id));
            default -> wire.refuse(405, "no such method");
        }
    }

    private void tell(Wire wire, String id) throws IOException {
        var found = ledger.find(id);
        if (found.isPresent()) {
            wire.answer(200, Told.of(found.get()));
        } else {
            wire.refuse(404, "no such capture");
        }
    }

    private void decide(Wire wire, String id, Fault own, Supplier<Capture> decision) throws IOException {
        var fault = mode == Fault.NONE ? own : mode;
        switch (fault) {
            case HANG -> pause(NEVER);
            case ERROR -> wire.refuse(500, "something went wrong");
            case NONE, SLOW, LOST_ANSWER -> {
                var before = ledger.find(id);
                var now = decision.get();
                boolean isNew = before.isEmpty() || before.get().state() != now.state();
                if (isNew) {
                    listener.accept(now);
                }
                if (isNew && fault == Fault.SLOW) {
                    pause(slowness);
                }
                if (fault != Fault.LOST_ANSWER) {
                    wire.answer(200, Told.of(now));
                }
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            // the provider shuts down: nobody is answered any more
            Thread.currentThread().interrupt();
        }
    }
}
