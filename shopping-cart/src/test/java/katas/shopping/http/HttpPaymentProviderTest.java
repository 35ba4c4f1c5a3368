package katas.shopping.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import katas.shopping.messages.Money;
import katas.shopping.payment.PaymentProvider.Answer.Captured;
import katas.shopping.payment.PaymentProvider.Answer.Declined;
import katas.shopping.payment.PaymentProvider.Answer.Uncertain;
import katas.shopping.payment.PaymentProvider.Answer.Voided;
import katas.shopping.provider.Fault;
import katas.shopping.provider.PlayedProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpPaymentProviderTest {
    private static final Money PRICE = new Money(1999, "EUR");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final PlayedProvider played = PlayedProvider.start();
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "test",
            CircuitBreakerConfig.from(HttpConfiguration.breakerSettings())
                    // until the test says that it is over
                    .waitDurationInOpenState(Duration.ofHours(1))
                    .build());
    private final HttpPaymentProvider provider = waiting(LONG);
    private final HttpPaymentProvider impatient = waiting(SHORT);

    private HttpPaymentProvider waiting(Duration deadline) {
        return new HttpPaymentProvider(new ProviderClient(played.url(), deadline), breaker);
    }

    @AfterEach
    void close() {
        provider.close();
        impatient.close();
        played.close();
    }

    @Test
    void money_is_captured_once_and_given_back_once() {
        assertThat(provider.capture("ord_1", PRICE, "ok")).isEqualTo(new Captured());
        assertThat(provider.capture("ord_1", PRICE, "ok")).isEqualTo(new Captured());
        assertThat(played.kept()).isEqualTo(Map.of("ord_1", PRICE));

        assertThat(provider.voidCapture("ord_1")).isEqualTo(new Voided(true));
        assertThat(provider.voidCapture("ord_1")).isEqualTo(new Voided(true));
        assertThat(provider.capture("ord_1", PRICE, "ok")).isEqualTo(new Voided(true));
        assertThat(played.kept()).isEmpty();
    }

    @Test
    void what_is_voided_first_is_never_captured() {
        assertThat(provider.voidCapture("ord_1")).isEqualTo(new Voided(false));
        assertThat(provider.capture("ord_1", PRICE, "ok")).isEqualTo(new Voided(false));
        assertThat(played.captures()).isZero();
    }

    @Test
    void a_declined_card_is_told_of_and_there_is_nothing_to_give_back() {
        assertThat(provider.capture("ord_1", PRICE, "declined")).isInstanceOf(Declined.class);
        assertThat(provider.voidCapture("ord_1")).isEqualTo(new Voided(false));
    }

    @Test
    void another_amount_than_was_asked_for_is_no_capture() {
        provider.capture("ord_1", PRICE, "ok");

        assertThat(provider.capture("ord_1", new Money(1, "EUR"), "ok")).isInstanceOf(Uncertain.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"HANG", "ERROR", "LOST_ANSWER"})
    void nobody_knows_what_a_provider_has_done_that_does_not_answer_and_asking_again_settles_it(Fault fault) {
        played.misbehave(fault);
        var asked = fault == Fault.HANG ? impatient : provider;
        assertThat(asked.capture("ord_1", PRICE, "ok")).isInstanceOf(Uncertain.class);
        assertThat(played.captures()).isEqualTo(fault == Fault.LOST_ANSWER ? 1 : 0);

        played.misbehave(Fault.NONE);
        assertThat(provider.capture("ord_1", PRICE, "ok")).isEqualTo(new Captured());
        assertThat(played.kept()).isEqualTo(Map.of("ord_1", PRICE));
    }

    @Test
    void an_answer_that_is_too_late_is_none_although_the_money_has_moved() {
        // on a busy machine a call may end before the provider has heard of it
        var calls = new AtomicInteger();
        await().atMost(LONG).until(() -> {
            assertThat(impatient.capture("ord_" + calls.getAndIncrement(), PRICE, "slow"))
                    .isInstanceOf(Uncertain.class);
            return played.captures() > 0;
        });

        var id = played.kept().keySet().iterator().next();
        assertThat(provider.capture(id, PRICE, "slow")).isEqualTo(new Captured());
    }

    @Test
    void an_answer_of_another_kind_is_none() {
        assertThat(provider.capture("no/such/path", PRICE, "ok")).isInstanceOf(Uncertain.class);
    }

    @Test
    void a_provider_that_is_not_there_is_uncertain() {
        played.close();

        assertThat(provider.capture("ord_1", PRICE, "ok")).isInstanceOf(Uncertain.class);
    }

    @Test
    void a_provider_that_hangs_is_waited_for_a_few_times_and_then_left_alone() {
        played.misbehave(Fault.HANG);
        for (int call = 0; call < 5; call++) {
            assertThat(impatient.capture("ord_" + call, PRICE, "ok")).isInstanceOf(Uncertain.class);
        }
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);

        played.misbehave(Fault.NONE);
        assertThat(provider.capture("ord_9", PRICE, "ok")).isInstanceOf(Uncertain.class);
        assertThat(played.captures()).isZero();
    }

    @Test
    void a_provider_that_is_back_is_asked_again() {
        played.misbehave(Fault.ERROR);
        for (int call = 0; call < 5; call++) {
            provider.capture("ord_1", PRICE, "ok");
        }
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        played.misbehave(Fault.NONE);

        // as after its pause
        breaker.transitionToHalfOpenState();

        assertThat(provider.capture("ord_1", PRICE, "ok")).isEqualTo(new Captured());
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }
}
