package katas.webhooks.redis;

import static katas.webhooks.redis.VirtualDispatch.DELIVERED;
import static katas.webhooks.redis.VirtualDispatch.GIVEN_UP;
import static katas.webhooks.redis.VirtualDispatch.TENANT;
import static katas.webhooks.redis.VirtualDispatch.retry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.delivery.Lease;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script leaves when Redis refuses one of its commands, for nothing is rolled back: whoever asks again gets it all. */
@Lab(Needs.REDIS)
class HalvesIT extends WithVirtualDispatch {
    private static final Duration LEASE = Rules.STANDARD.lease();

    @ParameterizedTest
    @ValueSource(strings = {"history:ep", "queue:ep", "ready:" + TENANT, "waking", "deliveries:msg_000000"})
    void a_fan_out_that_was_refused_half_way_makes_what_is_missing_once(String broken) {
        dispatch.endpoint(TENANT, "ep");
        var message = dispatch.message(TENANT, null);
        refused(broken, () -> dispatch.fanOut(message, List.of("ep")));

        dispatch.fanOut(message, List.of("ep"));
        dispatch.fanOut(message, List.of("ep"));

        assertThat(dispatch.deliverAll()).extracting(Lease::message).containsExactly(message.id());
        assertThat(members("history:ep")).containsExactly(message.id());
        assertThat(members("deliveries:" + message.id())).containsExactly("ep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"history:ep", "keyed:ep", "busy:ep", "behind:ep:k", "queue:ep"})
    void a_fan_out_in_order_that_was_refused_half_way_makes_what_is_missing_once(String broken) {
        dispatch.endpoint(TENANT, "ep", "ordered", "1");
        var first = dispatch.message(TENANT, "k");
        var second = dispatch.message(TENANT, "k");
        // what waits behind another touches no queue, and the first of a key touches none behind it
        var half = broken.equals("behind:ep:k") ? second : first;
        if (half.equals(second)) {
            dispatch.fanOut(first, List.of("ep"));
        }
        refused(broken, () -> dispatch.fanOut(half, List.of("ep")));

        List.of(first, second, second).forEach(message -> dispatch.fanOut(message, List.of("ep")));

        assertThat(dispatch.deliverAll()).extracting(Lease::message).containsExactly(first.id(), second.id());
        assertThat(there("keyed:ep")).isFalse();
        assertThat(there("busy:ep")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue:ep", "under-way:" + TENANT, "waking"})
    void an_end_that_could_not_be_noted_whole_is_noted_by_whoever_has_the_next_lease(String broken) {
        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        var lease = dispatch.take(1).getFirst();
        refused(broken, () -> dispatch.answer(lease, retry(Duration.ofSeconds(1))));

        dispatch.pass(LEASE);

        assertThat(dispatch.deliverAll()).extracting(Lease::message).containsExactly(message);
        assertThat(dispatch.delivery(message, "ep")).containsEntry("state", "DELIVERED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"behind:ep:k", "busy:ep", "queue:ep"})
    void what_waits_behind_another_goes_though_the_end_of_that_could_not_be_noted_whole(String broken) {
        dispatch.endpoint(TENANT, "ep", "ordered", "1");
        dispatch.sendInOrder("k", "ep");
        var second = dispatch.sendInOrder("k", "ep");
        var lease = dispatch.take(1).getFirst();
        move(broken, "kept");
        refused(broken, () -> dispatch.answer(lease, DELIVERED));
        move("kept", broken);

        dispatch.pass(LEASE);

        assertThat(dispatch.deliverAll()).extracting(Lease::message).containsExactly(second);
    }

    @Test
    void a_dead_letter_that_could_not_be_listed_is_listed_after_the_next_attempt() {
        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        var lease = dispatch.take(1).getFirst();
        refused("dead:" + TENANT, () -> dispatch.answer(lease, GIVEN_UP));

        dispatch.pass(LEASE);
        dispatch.answer(dispatch.take(1).getFirst(), GIVEN_UP);

        assertThat(dispatch.dead()).containsExactly(message + ".ep");
    }

    @Test
    void a_lease_that_could_not_be_handed_back_ends_by_itself() {
        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        var lease = dispatch.take(1).getFirst();
        refused("queue:ep", () -> dispatch.worker().handBack(lease));

        dispatch.pass(LEASE);

        assertThat(dispatch.take(1)).extracting(Lease::message).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replays:ep", "dead:" + TENANT, "waking"})
    void a_resend_that_was_refused_half_way_is_sent_when_it_is_asked_for_again(String broken) {
        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        dispatch.deliverAll();
        refused(broken, () -> dispatch.sendAgain(message, "ep"));

        dispatch.sendAgain(message, "ep");

        assertThat(dispatch.deliverAll()).extracting(Lease::message).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"leased:sick", "leases:sick"})
    void an_endpoint_whose_deliveries_cannot_be_taken_stops_no_other_and_is_looked_at_again_in_a_minute(String broken) {
        var late = dispatch.send(TENANT, dispatch.endpoint(TENANT, "sick"));
        dispatch.pass(Duration.ofMillis(1));
        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "well"));
        set(broken);

        var taken = dispatch.deliverAll();
        delete(broken);
        dispatch.pass(Duration.ofSeconds(59));
        assertThat(dispatch.take(1)).isEmpty();
        dispatch.pass(Duration.ofSeconds(1));

        assertThat(taken).extracting(Lease::message).containsOnlyOnce(message);
        assertThat(dispatch.deliverAll()).extracting(Lease::message).containsExactly(late);
    }

    @Test
    void a_shard_whose_server_can_do_nothing_now_is_no_fault() {
        var link = dispatch.replica().link();

        assertThatThrownBy(() -> link.<String>call(commands ->
                        commands.eval("return redis.error_reply('OOM command not allowed')", ScriptOutputType.STATUS)))
                .isInstanceOf(StoreUnavailable.class);
    }

    /** Does what is refused as long as something is no longer what it should be. */
    private void refused(String broken, ThrowingCallable what) {
        set(broken);
        assertThatThrownBy(what)
                .isInstanceOf(RedisCommandExecutionException.class)
                .hasMessageContaining("WRONGTYPE");
        delete(broken);
    }

    private void set(String broken) {
        var _ = dispatch.replica().link().<String>call(commands -> commands.set(dispatch.key(TENANT, broken), "x"));
    }

    private void move(String from, String to) {
        if (there(from)) {
            var _ = dispatch.replica()
                    .link()
                    .<String>call(commands -> commands.rename(dispatch.key(TENANT, from), dispatch.key(TENANT, to)));
        }
    }

    private void delete(String broken) {
        var _ = dispatch.replica().link().<Long>call(commands -> commands.del(dispatch.key(TENANT, broken)));
    }

    private boolean there(String name) {
        return dispatch.replica().link().<Long>call(commands -> commands.exists(dispatch.key(TENANT, name))) == 1;
    }

    private List<String> members(String name) {
        return dispatch.replica().link().call(commands -> commands.zrange(dispatch.key(TENANT, name), 0, -1));
    }
}
