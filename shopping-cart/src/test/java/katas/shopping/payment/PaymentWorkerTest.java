package katas.shopping.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import katas.lab.testing.MutableClock;
import katas.shopping.MemoryStore;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Passage;
import katas.shopping.messages.Envelope;
import katas.shopping.messages.Message;
import katas.shopping.messages.Money;
import katas.shopping.messages.PaymentCommand;
import katas.shopping.messages.PaymentCommand.CapturePayment;
import katas.shopping.messages.PaymentCommand.KeepPaymentToken;
import katas.shopping.messages.PaymentCommand.VoidPayment;
import katas.shopping.messages.PaymentEvent.PaymentCaptured;
import katas.shopping.messages.PaymentEvent.PaymentDeclined;
import katas.shopping.messages.PaymentEvent.PaymentVoided;
import katas.shopping.payment.PaymentProvider.Answer;
import org.junit.jupiter.api.Test;

class PaymentWorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration RETENTION = Duration.ofDays(90);
    private static final Money PRICE = new Money(999, "EUR");
    private static final String TOKEN = "tok-4711";
    private static final CapturePayment CAPTURE = new CapturePayment("ord_1", PRICE);
    private static final VoidPayment VOID = new VoidPayment("ord_1");

    private final List<Effect> applied = new ArrayList<>();
    private final MemoryStore store = new MemoryStore();
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final Payments payments = new Payments(store, clock);
    private final Attempts attempts = new Attempts(
            store,
            effect -> {
                applied.add(effect);
                return store.apply(effect);
            },
            store,
            clock,
            LEASE,
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), new SplittableRandom(1)),
            RETENTION);
    private final ScriptedProvider provider = new ScriptedProvider();
    private final Deque<Runnable> calls = new ConcurrentLinkedDeque<>();

    @Test
    void tells_what_the_provider_answered_and_asks_no_more() {
        tell(CAPTURE);
        provider.answers(new Answer.Captured());
        work();
        tell(new CapturePayment("ord_2", PRICE));
        provider.answers(new Answer.Declined("no money"));
        work();

        clock.advance(Duration.ofHours(1));
        work();

        assertThat(said())
                .containsExactlyInAnyOrder(new PaymentCaptured("ord_1"), new PaymentDeclined("ord_2", "no money"));
        assertThat(provider.asked).hasSize(2);
    }

    @Test
    void asks_again_for_the_same_attempt_later_and_later_as_long_as_nobody_knows() {
        tell(CAPTURE);
        var waits = new ArrayList<Duration>();
        for (int attempt = 0; attempt < 6; attempt++) {
            provider.answers(new Answer.Uncertain("hangs"));
            var before = clock.instant();
            while (provider.asked.size() == attempt) {
                work();
                clock.advance(Duration.ofMillis(10));
            }
            waits.add(Duration.between(before, clock.instant()));
        }

        assertThat(provider.asked).containsOnly("capture ord_1");
        assertThat(waits.get(1)).isBetween(Duration.ofMillis(490), Duration.ofMillis(1_010));
        assertThat(waits.get(3)).isBetween(Duration.ofMillis(1_990), Duration.ofMillis(4_010));
        assertThat(waits.get(5)).isBetween(Duration.ofMillis(3_990), Duration.ofMillis(8_010));
        assertThat(said()).isEmpty();
    }

    @Test
    void nobody_else_asks_while_one_is_asking_and_another_does_when_it_has_died() {
        tell(CAPTURE);
        var dying = worker(8, calls::add);
        dying.runOnce();
        calls.clear();

        work();
        clock.advance(LEASE.minusMillis(1));
        work();
        assertThat(provider.asked).isEmpty();

        provider.answers(new Answer.Captured());
        clock.advance(Duration.ofMillis(1));
        work();
        assertThat(provider.asked).containsExactly("capture ord_1");
    }

    @Test
    void never_asks_more_at_once_than_it_may() {
        for (int order = 0; order < 10; order++) {
            tell(new CapturePayment("ord_" + order, PRICE));
        }
        provider.answers(Collections.nCopies(10, new Answer.Captured()).toArray(Answer[]::new));
        var worker = worker(3, calls::add);

        var working = Thread.startVirtualThread(worker::runOnce);
        for (int answered = 0; answered < 10; answered++) {
            int left = 10 - answered;
            await().atMost(PATIENCE).until(() -> calls.size() == Math.min(3, left));
            assertThat(worker.underWay()).isEqualTo(calls.size());
            calls.remove().run();
        }

        await().atMost(PATIENCE).until(() -> !working.isAlive());
        assertThat(said()).hasSize(10);
    }

    @Test
    void money_that_is_captured_while_the_order_is_given_up_is_given_back_and_never_told_of() {
        tell(CAPTURE);
        worker(8, calls::add).runOnce();
        tell(VOID);

        provider.answers(new Answer.Captured());
        calls.remove().run();
        assertThat(said()).isEmpty();

        provider.answers(new Answer.Voided(true));
        work();
        assertThat(said()).containsExactly(new PaymentVoided("ord_1", true));
        assertThat(provider.asked).containsExactly("capture ord_1", "void ord_1");
    }

    @Test
    void nothing_is_captured_for_an_order_that_was_given_up_before() {
        tell(VOID);
        assertThat(payments.handle(new KeepPaymentToken("ord_1", TOKEN))).isEmpty();
        assertThat(payments.handle(CAPTURE)).isEmpty();

        provider.answers(new Answer.Voided(false));
        work();

        assertThat(said()).containsExactly(new PaymentVoided("ord_1", false));
        assertThat(provider.asked).containsExactly("void ord_1");
    }

    @Test
    void it_is_the_same_whether_the_amount_is_known_first_or_the_token() {
        store.apply(payments.handle(CAPTURE).orElseThrow());
        work();
        assertThat(provider.asked).isEmpty();

        provider.answers(new Answer.Captured());
        store.apply(payments.handle(new KeepPaymentToken("ord_1", TOKEN)).orElseThrow());
        work();

        assertThat(said()).containsExactly(new PaymentCaptured("ord_1"));
    }

    @Test
    void a_token_is_forgotten_when_the_payment_is_decided_or_given_up_or_not_asked_for_within_a_day() {
        tell(CAPTURE);
        provider.answers(new Answer.Captured());
        work();
        tell(new CapturePayment("ord_2", PRICE));
        tell(new VoidPayment("ord_2"));
        assertThat(store.all(Attempt.class).values())
                .hasSize(2)
                .extracting(Attempt::token)
                .containsOnlyNulls();

        var kept = payments.handle(new KeepPaymentToken("ord_3", TOKEN)).orElseThrow();
        assertThat(kept.changes()).extracting(Effect.Change::ttl).containsExactly(Duration.ofDays(1));
    }

    @Test
    void what_the_provider_answered_is_forgotten_after_a_while_and_what_it_did_not_answer_never() {
        tell(CAPTURE);
        provider.answers(new Answer.Uncertain("hangs"), new Answer.Captured());
        work();
        clock.advance(Duration.ofSeconds(1));
        work();

        assertThat(applied)
                .flatExtracting(Effect::changes)
                .extracting("ttl")
                .containsExactly(null, null, null, RETENTION);
    }

    @Test
    void a_command_that_comes_again_changes_nothing() {
        tell(CAPTURE);
        assertThat(payments.handle(CAPTURE)).isEmpty();
        assertThat(payments.handle(new KeepPaymentToken("ord_1", "another"))).isEmpty();

        tell(VOID);
        assertThat(payments.handle(VOID)).isEmpty();
    }

    @Test
    void a_hint_makes_it_ask_before_its_time_and_is_not_believed() {
        tell(CAPTURE);
        askInVain(4);
        provider.answers(new Answer.Declined("no money"));

        clock.advance(Duration.ofSeconds(1));
        attempts.hint("ord_1");
        attempts.hint("ord_2");
        assertThat(said()).isEmpty();
        work();

        assertThat(said()).containsExactly(new PaymentDeclined("ord_1", "no money"));
        attempts.hint("ord_1");
        work();
        assertThat(provider.asked).hasSize(5);
    }

    @Test
    void no_hint_lets_anybody_ask_while_another_is_asking() {
        tell(CAPTURE);
        var worker = worker(32, calls::add);
        worker.runOnce();

        for (int hints = 0; hints < 18; hints++) {
            clock.advance(Duration.ofMillis(100));
            attempts.hint("ord_1");
            worker.runOnce();
        }

        assertThat(calls).hasSize(1);
    }

    @Test
    void hints_have_it_asked_once_a_second_however_many_come() {
        tell(CAPTURE);
        askInVain(4);

        provider.answers(
                new Answer.Uncertain("hangs"), new Answer.Uncertain("hangs"), new Answer.Uncertain("still hangs"));
        for (int hints = 0; hints < 30; hints++) {
            clock.advance(Duration.ofMillis(100));
            attempts.hint("ord_1");
            work();
        }

        assertThat(provider.asked).hasSize(4 + 3);
    }

    @Test
    void who_comes_back_too_late_and_without_an_answer_takes_nothing_from_whoever_asks_by_then() {
        tell(CAPTURE);
        var worker = worker(8, calls::add);
        worker.runOnce();
        clock.advance(LEASE);
        worker.runOnce();
        assertThat(calls).hasSize(2);

        provider.answers(new Answer.Uncertain("hangs"));
        calls.remove().run();
        clock.advance(LEASE.minusMillis(1));
        worker.runOnce();

        assertThat(calls).hasSize(1);
    }

    @Test
    void whoever_wants_to_know_is_told_when_it_asks_next_be_it_asking_just_now_or_backing_off() {
        assertThat(PaymentDue.find(store, "ord_1")).isEmpty();
        tell(CAPTURE);
        assertThat(PaymentDue.find(store, "ord_1")).contains(new PaymentDue(0, clock.instant()));

        worker(8, calls::add).runOnce();
        assertThat(PaymentDue.find(store, "ord_1"))
                .contains(new PaymentDue(0, clock.instant().plus(LEASE)));

        provider.answers(new Answer.Uncertain("hangs"), new Answer.Captured());
        calls.remove().run();
        var due = PaymentDue.find(store, "ord_1").orElseThrow();
        assertThat(due.tries()).isEqualTo(1);
        assertThat(due.nextTry()).isBetween(clock.instant(), clock.instant().plusSeconds(1));

        clock.advance(Duration.ofSeconds(1));
        work();
        assertThat(PaymentDue.find(store, "ord_1")).isEmpty();
    }

    private void tell(PaymentCommand command) {
        if (command instanceof CapturePayment(var order, var _)) {
            store.apply(payments.handle(new KeepPaymentToken(order, TOKEN)).orElseThrow());
        }
        store.apply(payments.handle(command).orElseThrow());
    }

    /** Asks so often, and ends with the last answer. */
    private void askInVain(int times) {
        for (int asked = 0; asked < times; asked++) {
            clock.advance(Duration.ofSeconds(8));
            provider.answers(new Answer.Uncertain("hangs"));
            work();
        }
    }

    private void work() {
        worker(8, Runnable::run).runOnce();
    }

    private PaymentWorker worker(int atOnce, Executor executor) {
        return new PaymentWorker(attempts, provider, atOnce, executor, Passage.OPEN);
    }

    private List<Message> said() {
        return store.saidBy(Payments.CONTEXT).stream().map(Envelope::message).toList();
    }

    /** Answers what it is told to, in that order. */
    private static final class ScriptedProvider implements PaymentProvider {
        private final Deque<Answer> answers = new ArrayDeque<>();
        private final List<String> asked = new ArrayList<>();

        void answers(Answer... next) {
            answers.addAll(List.of(next));
        }

        @Override
        public Answer capture(String attemptId, Money amount, String token) {
            asked.add("capture " + attemptId);
            return answers.remove();
        }

        @Override
        public Answer voidCapture(String attemptId) {
            asked.add("void " + attemptId);
            return answers.remove();
        }
    }
}
