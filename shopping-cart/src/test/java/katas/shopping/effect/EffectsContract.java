package katas.shopping.effect;

import static katas.shopping.effect.Effects.Applied.DONE;
import static katas.shopping.effect.Effects.Applied.PARKED;
import static katas.shopping.effect.Effects.Applied.REPEATED;
import static katas.shopping.effect.Effects.Applied.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import katas.shopping.Shards;
import katas.shopping.effect.Effect.Inbox;
import katas.shopping.effect.Effect.Sequence;
import katas.shopping.messages.Message;
import katas.shopping.messages.Money;
import katas.shopping.messages.OrderEvent.OrderCompleted;
import katas.shopping.messages.OrderEvent.OrderRejected;
import org.junit.jupiter.api.Test;

/** What every store promises. */
public interface EffectsContract {
    String KEY = "order_1";
    int SHARD = Shards.of(KEY);
    Place<Money> PURSE = new Place<>(SHARD, "purse:1", Money.class);
    Place<Money> SAVINGS = new Place<>(SHARD, "purse:2", Money.class);
    Agenda AGENDA = new Agenda("reminders");
    Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    Instant ONE_DAY = NOON.plusSeconds(86_400);
    Message COMPLETED = new OrderCompleted(KEY, "cart_1");
    Message REJECTED = new OrderRejected(KEY, "cart_1", "no \"stock\": 0 – läuft");
    Sequence FROM_LOG = new Sequence("order", KEY, null);

    Documents documents();

    Effects effects();

    Agendas agendas();

    /** Returns all that is in the outbox of the context {@code order}, the oldest first. */
    List<Envelope> said();

    /** Parks a message behind what waits of {@link #FROM_LOG}, and returns its name there. */
    String park(long offset);

    /** What was said. */
    record Envelope(Message message, String trace) {}

    @Test
    default void what_was_never_stored_is_absent_at_version_0() {
        assertThat(documents().load(PURSE)).isEqualTo(new Stored<>(PURSE, 0, null));
    }

    @Test
    default void each_change_is_a_version() {
        assertThat(put(PURSE, 5)).isEqualTo(DONE);
        assertThat(put(PURSE, 7)).isEqualTo(DONE);

        assertThat(documents().load(PURSE)).isEqualTo(new Stored<>(PURSE, 2, euros(7)));
        assertThat(documents().loadAll(List.of(SAVINGS, PURSE)))
                .containsExactly(new Stored<>(SAVINGS, 0, null), new Stored<>(PURSE, 2, euros(7)));
    }

    @Test
    default void what_is_removed_is_absent_again() {
        put(PURSE, 5);

        assertThat(effects().apply(effect().removing(documents().load(PURSE)))).isEqualTo(DONE);

        assertThat(documents().load(PURSE)).isEqualTo(new Stored<>(PURSE, 0, null));
    }

    @Test
    default void an_effect_on_one_document_that_has_changed_does_nothing_at_all() {
        var savings = documents().load(SAVINGS);
        var purse = documents().load(PURSE);
        put(PURSE, 5);

        var applied = effects()
                .apply(effect().changing(savings, euros(1))
                        .changing(purse, euros(9))
                        .appointing(AGENDA, "a", NOON)
                        .saying(COMPLETED)
                        .once(new Inbox("order", "m1")));

        assertThat(applied).isEqualTo(STALE);
        assertThat(documents().load(SAVINGS).version()).isZero();
        assertThat(documents().load(PURSE)).isEqualTo(new Stored<>(PURSE, 1, euros(5)));
        assertThat(agendas().due(AGENDA, SHARD, ONE_DAY, 10)).isEmpty();
        assertThat(said()).isEmpty();
        assertThat(effects().apply(effect().once(new Inbox("order", "m1")))).isEqualTo(DONE);
    }

    @Test
    default void two_decisions_on_the_same_document_cannot_both_happen() {
        var before = documents().load(PURSE);

        assertThat(effects().apply(effect().changing(before, euros(1)))).isEqualTo(DONE);
        assertThat(effects().apply(effect().changing(before, euros(2)))).isEqualTo(STALE);

        assertThat(documents().load(PURSE).value()).isEqualTo(euros(1));
    }

    @Test
    default void a_message_has_its_effect_once_for_each_consumer() {
        assertThat(effects().apply(effect().saying(COMPLETED).once(new Inbox("order", "m1"))))
                .isEqualTo(DONE);
        assertThat(effects().apply(effect().saying(COMPLETED).once(new Inbox("order", "m1"))))
                .isEqualTo(REPEATED);
        assertThat(effects().apply(effect().saying(REJECTED).once(new Inbox("view", "m1"))))
                .isEqualTo(DONE);

        assertThat(said()).extracting(Envelope::message).containsExactly(COMPLETED, REJECTED);
    }

    @Test
    default void what_is_said_waits_in_order_with_its_trace() {
        effects().apply(effect().saying(List.of(COMPLETED, REJECTED)).traced("00-ab-cd-01"));
        effects().apply(effect().saying(COMPLETED).traced("00-ab-ef-01"));

        assertThat(said())
                .containsExactly(
                        new Envelope(COMPLETED, "00-ab-cd-01"),
                        new Envelope(REJECTED, "00-ab-cd-01"),
                        new Envelope(COMPLETED, "00-ab-ef-01"));
    }

    @Test
    default void what_is_said_without_a_trace_has_that_of_what_made_the_document_as_it_was() {
        effects().apply(effect().changing(documents().load(PURSE), euros(5)).traced("00-ab-cd-01"));
        effects().apply(effect().changing(documents().load(PURSE), euros(6)));

        effects().apply(effect().changing(documents().load(PURSE), euros(7)).saying(COMPLETED));

        assertThat(said()).containsExactly(new Envelope(COMPLETED, "00-ab-cd-01"));
    }

    @Test
    default void an_agenda_tells_what_is_due_the_earliest_first() {
        effects()
                .apply(effect().appointing(AGENDA, "late", NOON.plusSeconds(2))
                        .appointing(AGENDA, "soon", NOON)
                        .appointing(AGENDA, "then", NOON.plusMillis(1))
                        .appointing(AGENDA, "never", NOON.minusSeconds(1)));
        effects().apply(effect().cancelling(AGENDA, "never"));

        assertThat(agendas().due(AGENDA, SHARD, NOON.plusSeconds(1), 10))
                .containsExactly(new Agendas.Entry("soon", NOON), new Agendas.Entry("then", NOON.plusMillis(1)));
        assertThat(agendas().due(AGENDA, SHARD, NOON.plusSeconds(2), 1))
                .containsExactly(new Agendas.Entry("soon", NOON));
        assertThat(agendas().due(AGENDA, SHARD, ONE_DAY, 10)).hasSize(3);
    }

    @Test
    default void an_appointment_can_be_moved() {
        effects().apply(effect().appointing(AGENDA, "a", NOON));
        effects().apply(effect().appointing(AGENDA, "a", NOON.plusSeconds(60)));

        assertThat(agendas().due(AGENDA, SHARD, NOON.plusSeconds(59), 10)).isEmpty();
        assertThat(agendas().due(AGENDA, SHARD, ONE_DAY, 10)).hasSize(1);
    }

    @Test
    default void a_message_waits_behind_one_of_its_sequence_that_is_parked() {
        park(7);

        assertThat(effects().apply(effect().saying(COMPLETED).inSequence(FROM_LOG)))
                .isEqualTo(PARKED);
        assertThat(effects().apply(effect().inSequence(new Sequence("view", KEY, null))))
                .isEqualTo(DONE);
        assertThat(said()).isEmpty();
    }

    @Test
    default void what_waits_first_may_happen_and_waits_no_more() {
        var first = park(7);
        var second = park(8);

        assertThat(effects().apply(redriven(second, "m8"))).isEqualTo(PARKED);
        assertThat(effects().apply(redriven(first, "m7"))).isEqualTo(DONE);
        assertThat(effects().apply(redriven(second, "m8"))).isEqualTo(DONE);

        assertThat(effects().apply(effect().inSequence(FROM_LOG))).isEqualTo(DONE);
        assertThat(said()).hasSize(2);
    }

    @Test
    default void what_waits_first_and_had_its_effect_waits_no_more_either() {
        effects().apply(effect().saying(COMPLETED).once(new Inbox("order", "m7")));
        var first = park(7);

        assertThat(effects().apply(redriven(first, "m7"))).isEqualTo(REPEATED);

        assertThat(effects().apply(effect().inSequence(FROM_LOG))).isEqualTo(DONE);
        assertThat(said()).hasSize(1);
    }

    @Test
    default void what_is_repeated_need_not_wait() {
        effects().apply(effect().once(new Inbox("order", "m1")));
        park(7);

        assertThat(effects().apply(effect().once(new Inbox("order", "m1")).inSequence(FROM_LOG)))
                .isEqualTo(REPEATED);
    }

    @Test
    default void a_document_can_be_kept_for_a_while_and_then_for_ever() {
        var kept = effect().changing(documents().load(PURSE), euros(1), Duration.ofHours(1));

        assertThat(effects().apply(kept)).isEqualTo(DONE);
        assertThat(put(PURSE, 2)).isEqualTo(DONE);
        assertThat(documents().load(PURSE)).isEqualTo(new Stored<>(PURSE, 2, euros(2)));
    }

    private Effect redriven(String head, String message) {
        return effect().saying(COMPLETED)
                .once(new Inbox("order", message))
                .inSequence(new Sequence("order", KEY, head));
    }

    private Effects.Applied put(Place<Money> place, long amount) {
        return effects().apply(effect().changing(documents().load(place), euros(amount)));
    }

    private static Effect effect() {
        return Effect.in("order", SHARD);
    }

    private static Money euros(long amount) {
        return new Money(amount, "EUR");
    }
}
