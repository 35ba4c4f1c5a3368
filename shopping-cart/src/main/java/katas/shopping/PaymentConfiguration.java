package katas.shopping;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import katas.shopping.clockwork.PromptEffects;
import katas.shopping.clockwork.Timer;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Subscription;
import katas.shopping.messages.Topic;
import katas.shopping.metrics.MeteredPaymentProvider;
import katas.shopping.payment.Attempts;
import katas.shopping.payment.Backoff;
import katas.shopping.payment.ChoreographedPayments;
import katas.shopping.payment.PaymentProvider;
import katas.shopping.payment.PaymentWorker;
import katas.shopping.payment.Payments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@OnRole(Role.PAYMENT)
@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {
    private static final Logger log = LoggerFactory.getLogger(PaymentConfiguration.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    @Bean
    Subscription paymentSubscription(Documents documents, InstantSource clock, ShoppingCartProperties properties) {
        return properties.variant() == Variant.CHOREOGRAPHY
                ? new Subscription(
                        "payment",
                        Set.of(Topic.STOCK, Topic.PAYMENT_COMMANDS, Topic.PAYMENTS),
                        new ChoreographedPayments(documents, clock))
                : new Subscription("payment", Set.of(Topic.PAYMENT_COMMANDS), new Payments(documents, clock));
    }

    @Bean
    Attempts attempts(
            Documents documents,
            Effects effects,
            Agendas agendas,
            InstantSource clock,
            ShoppingCartProperties properties) {
        // twice as long as an answer may take: whoever is slow to store it is not asked beside
        var lease = properties.provider().deadline().multipliedBy(2);
        var backoff = new Backoff(FIRST_BACKOFF, LONGEST_BACKOFF, new SecureRandom());
        return new Attempts(documents, effects, agendas, clock, lease, backoff, properties.decidedRetention());
    }

    @Bean(defaultCandidate = false)
    @Qualifier("payment")
    ExecutorService paymentThreads() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                .name("payment-", 0)
                // the attempt is due again after a while
                .uncaughtExceptionHandler((_, failure) -> log.warn("payment failed reason={}", failure.toString()))
                .factory());
    }

    @Bean
    Timer paymentWorker(
            Attempts attempts,
            PaymentProvider provider,
            @Qualifier("payment") ExecutorService threads,
            Passage passage,
            @Qualifier("promptEffects") PromptEffects effects,
            MeterRegistry meters,
            ShoppingCartProperties properties) {
        var worker = new PaymentWorker(
                attempts,
                new MeteredPaymentProvider(provider, meters),
                properties.provider().calls(),
                threads,
                passage);
        var timer = new Timer("payments", properties.sweep(), worker::runOnce);
        effects.tell(PaymentWorker.AGENDA, timer::wake);
        return timer;
    }
}
