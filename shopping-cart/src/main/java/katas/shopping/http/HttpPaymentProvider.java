package katas.shopping.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import katas.shopping.http.ProviderClient.NoAnswer;
import katas.shopping.http.ProviderClient.Told;
import katas.shopping.messages.Money;
import katas.shopping.payment.PaymentProvider;
import katas.shopping.payment.PaymentProvider.Answer.Captured;
import katas.shopping.payment.PaymentProvider.Answer.Declined;
import katas.shopping.payment.PaymentProvider.Answer.Uncertain;
import katas.shopping.payment.PaymentProvider.Answer.Voided;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the provider over HTTP, and leaves it alone for a while after it has not answered several times.
 *
 * <p>Whatever is not a plain answer is uncertain: the money may have moved.
 */
final class HttpPaymentProvider implements PaymentProvider, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpPaymentProvider.class);

    private final ProviderClient client;
    private final CircuitBreaker breaker;

    HttpPaymentProvider(ProviderClient client, CircuitBreaker breaker) {
        this.client = client;
        this.breaker = breaker;
        breaker.getEventPublisher()
                .onStateTransition(event -> log.warn(
                        "payment provider breaker={}",
                        event.getStateTransition().getToState()));
    }

    private interface Call {
        Told make() throws NoAnswer;
    }

    @Override
    public Answer capture(String attemptId, Money amount, String token) {
        return asking(() -> client.capture(attemptId, amount, token), told -> switch (told.state()) {
            case "captured" -> amount.equals(told.taken()) ? new Captured() : new Uncertain("it took " + told.taken());
            case "declined" -> new Declined("declined by the payment provider");
            case "voided" -> new Voided(told.taken() != null);
            default -> new Uncertain("state " + told.state());
        });
    }

    @Override
    public Answer voidCapture(String attemptId) {
        return asking(() -> client.cancel(attemptId), told -> switch (told.state()) {
            // what was declined took nothing, and never will
            case "voided", "declined" -> new Voided(told.taken() != null);
            default -> new Uncertain("state " + told.state());
        });
    }

    private Answer asking(Call call, Function<Told, Answer> meaning) {
        if (!breaker.tryAcquirePermission()) {
            return new Uncertain("not asked: it has not answered for a while");
        }
        long start = System.nanoTime();
        try {
            var told = call.make();
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return meaning.apply(told);
        } catch (NoAnswer | RuntimeException e) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
            log.debug("payment provider did not answer reason={}", e.toString());
            return new Uncertain(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
