package katas.shopping;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import katas.shopping.clockwork.PromptEffects;
import katas.shopping.clockwork.Timer;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.Passage;
import katas.shopping.messages.Envelope;
import katas.shopping.messages.Message;
import katas.shopping.messages.Money;
import katas.shopping.messages.PaymentCommand;
import katas.shopping.messages.PaymentCommand.CapturePayment;
import katas.shopping.messages.PaymentCommand.KeepPaymentToken;
import katas.shopping.messages.PaymentCommand.VoidPayment;
import katas.shopping.messages.PaymentEvent.PaymentCaptured;
import katas.shopping.messages.PaymentEvent.PaymentVoided;
import katas.shopping.payment.PaymentProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** How what asks the provider is put together: with a look at what is due every ten seconds, and nobody waits for it. */
class PaymentConfigurationTest {
    private static final Duration LESS_THAN_A_SWEEP = Duration.ofSeconds(8);
    private static final ShoppingCartProperties SETTINGS = new Binder(
                    new MapConfigurationPropertySource(Map.of("katas.shopping-cart.sweep", "10s")))
            .bindOrCreate("katas.shopping-cart", ShoppingCartProperties.class);

    private final InstantSource clock = InstantSource.system();
    private final MemoryStore store = new MemoryStore();
    private final PromptEffects effects = new PromptEffects(store, clock);
    private final CountDownLatch looked = new CountDownLatch(Shards.COUNT);
    private final PaymentConfiguration configuration = new PaymentConfiguration();
    private final ExecutorService threads = configuration.paymentThreads();
    private final Timer worker = configuration.paymentWorker(
            configuration.attempts(store, effects, watched(), clock, SETTINGS),
            new ObligingProvider(),
            threads,
            Passage.OPEN,
            effects,
            new SimpleMeterRegistry(),
            SETTINGS);

    @BeforeEach
    void look_for_the_first_time() throws InterruptedException {
        worker.start();
        looked.await();
    }

    @AfterEach
    void stop() {
        worker.stop();
        threads.shutdownNow();
    }

    @Test
    void the_provider_is_asked_at_once_for_a_payment_and_for_its_end_and_not_at_the_next_sweep() {
        tell(new KeepPaymentToken("ord_1", "ok"));
        tell(new CapturePayment("ord_1", new Money(999, "EUR")));
        awaitSaid(new PaymentCaptured("ord_1"));

        tell(new VoidPayment("ord_1"));
        awaitSaid(new PaymentCaptured("ord_1"), new PaymentVoided("ord_1", true));
    }

    private void tell(PaymentCommand command) {
        var handler = configuration.paymentSubscription(store, clock, SETTINGS).handler();
        effects.apply(handler.handle(command).orElseThrow());
    }

    private void awaitSaid(Message... messages) {
        await().atMost(LESS_THAN_A_SWEEP)
                .until(() -> store.saidBy("payment").stream()
                        .map(Envelope::message)
                        .toList()
                        .equals(List.of(messages)));
    }

    private Agendas watched() {
        return (Agenda agenda, int shard, Instant until, int most) -> {
            var due = store.due(agenda, shard, until, most);
            looked.countDown();
            return due;
        };
    }

    private static final class ObligingProvider implements PaymentProvider {
        @Override
        public Answer capture(String attemptId, Money amount, String token) {
            return new Answer.Captured();
        }

        @Override
        public Answer voidCapture(String attemptId) {
            return new Answer.Voided(true);
        }
    }
}
