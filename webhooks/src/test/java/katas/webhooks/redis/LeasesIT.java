package katas.webhooks.redis;

import static katas.webhooks.redis.VirtualDispatch.DELIVERED;
import static katas.webhooks.redis.VirtualDispatch.GIVEN_UP;
import static katas.webhooks.redis.VirtualDispatch.TENANT;
import static katas.webhooks.redis.VirtualDispatch.retry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.webhooks.delivery.Completion;
import katas.webhooks.delivery.Lease;
import katas.webhooks.message.Message;
import katas.webhooks.message.Payload;
import org.junit.jupiter.api.Test;

/** What becomes of a delivery whose worker dies: nobody hears of it again, and the clock goes on. */
@Lab(Needs.REDIS)
class LeasesIT extends WithVirtualDispatch {
    private static final Duration LEASE = Rules.STANDARD.lease();
    private static final Completion LOST = new Completion(Completion.State.LOST, Completion.Effect.NOTHING);

    @Test
    void what_is_taken_is_nobody_elses_until_its_lease_ends() {
        dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        var first = dispatch.take(1).getFirst();

        dispatch.pass(LEASE.minusMillis(1));
        assertThat(dispatch.take(1)).isEmpty();
        assertThat(dispatch.next()).isEqualTo(Duration.ofMillis(1));
        dispatch.pass(Duration.ofMillis(1));
        var second = VirtualDispatch.take(dispatch.worker(), 1).getFirst();

        assertThat(second.message()).isEqualTo(first.message());
        assertThat(second.number()).isGreaterThan(first.number());
    }

    @Test
    void a_lease_says_how_long_the_body_is() {
        dispatch.endpoint(TENANT, "ep");
        var like = dispatch.message(TENANT, null);
        var large = new Message(
                like.id(), TENANT, like.eventType(), null, like.acceptedAt(), null, Payload.of(new byte[20_000]));
        Sample.messages(dispatch.replica(), ScriptClock.OF_REDIS).keep(large);
        dispatch.fanOut(large, List.of("ep"));

        assertThat(dispatch.take(1)).extracting(Lease::bodyBytes).containsExactly(20_000);
    }

    @Test
    void what_is_handed_back_is_due_at_once_and_not_by_somebody_whose_lease_has_ended() {
        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        var first = dispatch.take(1).getFirst();

        dispatch.worker().handBack(first);
        var second = dispatch.take(1).getFirst();
        dispatch.worker().handBack(first);

        assertThat(second.message()).isEqualTo(first.message());
        assertThat(dispatch.take(1)).isEmpty();
        assertThat(dispatch.answer(first, DELIVERED)).isEqualTo(LOST);
        assertThat(dispatch.answer(second, DELIVERED).delivery()).isEqualTo(Completion.State.DELIVERED);
        assertThat(dispatch.delivery(message, "ep")).containsEntry("state", "DELIVERED");
        dispatch.worker().handBack(second);
        assertThat(dispatch.takeAll()).isEmpty();
    }

    @Test
    void what_was_taken_in_a_reply_that_got_lost_is_taken_by_who_asks_again() {
        dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        var lost = VirtualDispatch.take(dispatch.worker("w"), 1).getFirst();

        var again = VirtualDispatch.take(dispatch.worker("w"), 1).getFirst();

        assertThat(again.message()).isEqualTo(lost.message());
        assertThat(again.number()).isGreaterThan(lost.number());
        assertThat(dispatch.take(1)).isEmpty();
    }

    @Test
    void who_asks_once_more_after_a_reply_keeps_what_it_has() {
        dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        var worker = dispatch.worker();
        var first = VirtualDispatch.take(worker, 1).getFirst();

        assertThat(VirtualDispatch.take(worker, 1)).isEmpty();
        assertThat(VirtualDispatch.take(worker, 1)).isEmpty();
        assertThat(dispatch.answer(first, DELIVERED).delivery()).isEqualTo(Completion.State.DELIVERED);
    }

    @Test
    void who_speaks_after_its_lease_has_ended_changes_nothing() {
        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        var first = dispatch.take(1).getFirst();
        dispatch.pass(LEASE);
        var second = dispatch.take(1).getFirst();

        var late = dispatch.answer(first, GIVEN_UP);

        assertThat(late).isEqualTo(LOST);
        assertThat(dispatch.delivery(message, "ep")).containsEntry("state", "WAITING");
        assertThat(dispatch.attempts(message)).hasSize(1);
        assertThat(dispatch.answer(second, DELIVERED).delivery()).isEqualTo(Completion.State.DELIVERED);
        assertThat(dispatch.answer(first, retry(Duration.ofSeconds(5)))).isEqualTo(LOST);
        assertThat(dispatch.delivery(message, "ep")).containsEntry("state", "DELIVERED");
    }

    @Test
    void what_is_lost_again_and_again_is_made_later_each_time_and_at_last_not_any_more() {
        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        assertThat(dispatch.take(1)).hasSize(1);
        for (int lost = 1; lost < 10; lost++) {
            dispatch.pass(LEASE);
            if (lost > 2) {
                assertThat(dispatch.take(1)).isEmpty();
                assertThat(dispatch.next()).isEqualTo(Duration.ofMinutes(lost));
                dispatch.pass(Duration.ofMinutes(lost));
            }
            assertThat(dispatch.take(1)).hasSize(1);
        }

        dispatch.pass(LEASE);

        assertThat(dispatch.take(1)).isEmpty();
        assertThat(dispatch.next()).isNull();
        assertThat(dispatch.dead()).containsExactly(message + ".ep");
    }

    @Test
    void what_was_lost_and_then_ended_is_not_counted_any_more() {
        dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(dispatch.take(1)).hasSize(1);
            dispatch.pass(LEASE);
            var second = dispatch.take(1);
            assertThat(second).hasSize(1);
            dispatch.answer(second.getFirst(), retry(Duration.ofSeconds(1)));
            dispatch.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void an_end_that_is_told_twice_is_one_attempt() {
        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        var lease = dispatch.take(1).getFirst();
        var attempt = dispatch.attempt(lease, DELIVERED);

        var first = dispatch.worker().complete(lease, attempt, DELIVERED);
        var again = dispatch.worker().complete(lease, attempt, DELIVERED);

        assertThat(first.delivery()).isEqualTo(Completion.State.DELIVERED);
        assertThat(again).isEqualTo(LOST);
        assertThat(dispatch.attempts(message)).hasSize(1);
    }

    @Test
    void what_nobody_remembers_any_more_is_not_sent() {
        dispatch.endpoint(TENANT, "ep", "ordered", "1");
        var forgotten = dispatch.sendInOrder("k", "ep");
        var next = dispatch.sendInOrder("k", "ep");
        var key = dispatch.key(TENANT, "delivery", forgotten, "ep");
        var _ = dispatch.replica().link().<Long>call(commands -> commands.del(key));

        var taken = dispatch.takeAll();

        assertThat(taken).extracting(Lease::message).containsExactly(next);
    }

    @Test
    void what_is_forgotten_during_an_attempt_is_not_made_anew() {
        dispatch.endpoint(TENANT, "ep", "ordered", "1");
        var forgotten = dispatch.sendInOrder("k", "ep");
        var next = dispatch.sendInOrder("k", "ep");
        var lease = dispatch.take(1).getFirst();
        var key = dispatch.key(TENANT, "delivery", forgotten, "ep");
        var _ = dispatch.replica().link().<Long>call(commands -> commands.del(key));

        dispatch.answer(lease, retry(Duration.ofSeconds(5)));

        assertThat(dispatch.delivery(forgotten, "ep")).isEmpty();
        assertThat(dispatch.takeAll()).extracting(Lease::message).containsExactly(next);
    }
}
