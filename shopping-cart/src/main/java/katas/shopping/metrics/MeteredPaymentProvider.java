package katas.shopping.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import katas.shopping.messages.Money;
import katas.shopping.payment.PaymentProvider;

/** Counts and times what the provider is asked: {@code provider.calls} and {@code provider.calls.active}. */
public final class MeteredPaymentProvider implements PaymentProvider {
    private final PaymentProvider provider;
    private final MeterRegistry meters;
    private final AtomicInteger active = new AtomicInteger();

    public MeteredPaymentProvider(PaymentProvider provider, MeterRegistry meters) {
        this.provider = provider;
        this.meters = meters;
        Gauge.builder("provider.calls.active", active, AtomicInteger::get)
                .description("calls to the provider that are under way")
                .register(meters);
    }

    @Override
    public Answer capture(String attemptId, Money amount, String token) {
        return metered("capture", () -> provider.capture(attemptId, amount, token));
    }

    @Override
    public Answer voidCapture(String attemptId) {
        return metered("void", () -> provider.voidCapture(attemptId));
    }

    private Answer metered(String operation, Supplier<Answer> call) {
        var sample = Timer.start(meters);
        var outcome = "failed";
        active.incrementAndGet();
        try {
            var answer = call.get();
            outcome = outcome(answer);
            return answer;
        } finally {
            active.decrementAndGet();
            sample.stop(Timer.builder("provider.calls")
                    .description("what the provider was asked, and what it answered")
                    .tag("operation", operation)
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }

    private static String outcome(Answer answer) {
        return switch (answer) {
            case Answer.Captured _ -> "captured";
            case Answer.Declined _ -> "declined";
            case Answer.Voided _ -> "voided";
            case Answer.Uncertain _ -> "uncertain";
        };
    }
}
