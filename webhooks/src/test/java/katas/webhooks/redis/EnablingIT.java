package katas.webhooks.redis;

import static katas.webhooks.redis.Desk.GONE;
import static katas.webhooks.redis.Desk.TENANT;
import static katas.webhooks.redis.Desk.retry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.delivery.Cause;
import katas.webhooks.delivery.Completion.Effect;
import katas.webhooks.delivery.Delivery;
import katas.webhooks.delivery.Delivery.State;
import katas.webhooks.delivery.DeliveryLog.DeadLetter;
import katas.webhooks.delivery.Lease;
import katas.webhooks.endpoint.Endpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Lab(Needs.REDIS)
class EnablingIT {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Desk desk;
    private final RedisDeliveryLog log;

    EnablingIT(RedisHandle redis) {
        desk = new Desk(redis);
        log = desk.log();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void enabling_an_endpoint_offers_what_waited_as_a_catch_up_that_yields_to_live_traffic() {
        desk.endpoint("ep_1");
        var failing = desk.sent(retry(Duration.ofHours(24)));
        disable();
        var waited = List.of(desk.send(), desk.send());
        assertThat(desk.take(10)).isEmpty();
        desk.clock().advance(HOUR);

        assertThat(log.enable(TENANT, "ep_1", true)).contains(3);

        desk.clock().advance(Duration.ofMillis(1));
        var fresh = desk.send();
        assertThat(log.deadLetters(TENANT, null, 10)).isEmpty();
        assertThat(desk.deliverAll())
                .extracting(Lease::message, Lease::cause, Lease::attempts)
                .containsExactly(
                        tuple(fresh, Cause.LIVE, 0),
                        tuple(failing, Cause.CATCH_UP, 0),
                        tuple(waited.get(0), Cause.CATCH_UP, 0),
                        tuple(waited.get(1), Cause.CATCH_UP, 0));
    }

    @ParameterizedTest
    @CsvSource({"true, replays:ep_1", "false, dead:acme"})
    void what_waited_is_not_lost_if_it_could_not_be_decided_half_way(boolean sent, String broken) {
        desk.endpoint("ep_1");
        disable();
        var waited = desk.send();
        desk.clock().advance(HOUR);
        var key = desk.replica().keys().of(TENANT, broken);
        var _ = desk.replica().link().<String>call(commands -> commands.set(key, "x"));
        assertThatThrownBy(() -> log.enable(TENANT, "ep_1", sent)).isInstanceOf(RedisCommandExecutionException.class);
        var _ = desk.replica().link().<Long>call(commands -> commands.del(key));

        assertThat(log.enable(TENANT, "ep_1", sent)).contains(1);

        desk.clock().advance(Duration.ofMillis(1));
        assertThat(desk.deliverAll()).extracting(Lease::message).isEqualTo(sent ? List.of(waited) : List.of());
        assertThat(log.deadLetters(TENANT, null, 10)).hasSize(sent ? 0 : 1);
    }

    @Test
    void without_a_catch_up_what_waited_is_among_the_dead_letters() {
        desk.endpoint("ep_1");
        desk.endpoint("ep_2");
        var again = desk.send();
        desk.deliverAll();
        disable();
        var waited = desk.send();
        log.resend(TENANT, again, "ep_1");

        assertThat(log.enable(TENANT, "ep_1", false)).contains(2);

        var fresh = desk.send();
        assertThat(log.deadLetters(TENANT, null, 10))
                .extracting(DeadLetter::delivery)
                .containsExactlyInAnyOrder(
                        new Delivery(waited, "ep_1", State.DEAD, 0, Cause.LIVE, null),
                        new Delivery(again, "ep_1", State.DEAD, 0, Cause.RESEND, null));
        assertThat(desk.deliverAll())
                .extracting(Lease::message, Lease::endpoint)
                .containsExactlyInAnyOrder(tuple(waited, "ep_2"), tuple(fresh, "ep_1"), tuple(fresh, "ep_2"));
        assertThat(log.redrive(TENANT, waited + ".ep_1")).isTrue();
        assertThat(desk.deliverAll(Cause.REDRIVE)).containsExactly(waited);
    }

    @Test
    void a_long_catch_up_has_everything_once() {
        desk.endpoint("ep_1");
        disable();
        var waited = IntStream.range(0, 450).mapToObj(_ -> desk.send()).toList();
        desk.clock().advance(HOUR);

        assertThat(log.enable(TENANT, "ep_1", true)).contains(450);

        assertThat(desk.deliverAll(Cause.CATCH_UP)).containsExactlyInAnyOrderElementsOf(waited);
    }

    @Test
    void whoever_dies_while_it_enables_leaves_it_disabled_and_who_is_asked_again_goes_on() {
        desk.endpoint("ep_1");
        disable();
        var waited = IntStream.range(0, 20).mapToObj(_ -> desk.send()).toList();
        desk.clock().advance(HOUR);

        assertThat(enableSome()).containsExactly(7L, 1L);
        assertThat(desk.take(10)).isEmpty();
        desk.clock().advance(HOUR);

        assertThat(log.enable(TENANT, "ep_1", true)).isPresent();
        assertThat(desk.deliverAll(Cause.CATCH_UP)).containsExactlyInAnyOrderElementsOf(waited);
    }

    @Test
    void two_who_enable_at_once_come_to_an_end() {
        desk.endpoint("ep_1");
        disable();
        var waited = IntStream.range(0, 20).mapToObj(_ -> desk.send()).toList();
        desk.clock().advance(HOUR);

        int turns = 0;
        while (enableSome().getLast() == 1 && turns < 100) {
            // it is the other's turn, to whom it is a later moment
            desk.clock().advance(HOUR.dividedBy(1_000));
            turns++;
        }

        assertThat(turns).isLessThan(10);
        assertThat(desk.deliverAll(Cause.CATCH_UP)).containsExactlyInAnyOrderElementsOf(waited);
    }

    @Test
    void without_a_catch_up_what_was_lost_and_what_waits_behind_it_are_dead_letters() {
        desk.ordered("ep_1");
        var lost = desk.send("key");
        var behind = desk.send("key");
        desk.takeOne();
        disable();
        desk.clock().advance(HOUR);

        assertThat(log.enable(TENANT, "ep_1", false)).contains(2);

        assertThat(desk.take(10)).isEmpty();
        assertThat(log.deadLetters(TENANT, null, 10))
                .extracting(letter -> letter.delivery().message())
                .containsExactlyInAnyOrder(lost, behind);
    }

    @Test
    void a_long_list_of_what_waited_is_parked_whole() {
        desk.ordered("ep_1");
        disable();
        var waited = IntStream.range(0, 450)
                .mapToObj(number -> desk.send(number % 3 == 0 ? null : "key " + number % 3))
                .collect(Collectors.toSet());

        assertThat(log.waiting(TENANT, "ep_1")).isEqualTo(450);
        assertThat(log.enable(TENANT, "ep_1", false)).contains(450);

        assertThat(desk.take(1)).isEmpty();
        assertThat(log.waiting(TENANT, "ep_1")).isZero();
        assertThat(log.deadLetters(TENANT, null, 1_000).stream()
                        .map(letter -> letter.delivery().message()))
                .containsExactlyInAnyOrderElementsOf(waited);
        assertThat(Everything.of(desk.replica()).keySet())
                .noneMatch(key -> key.contains(":behind:") || key.contains(":busy:") || key.contains(":keyed:"));
    }

    @Test
    void in_a_catch_up_what_is_in_order_keeps_its_order() {
        desk.ordered("ep_1");
        var first = desk.send("key");
        desk.complete(desk.takeOne(), retry(Duration.ofHours(24)));
        var second = desk.send("key");
        disable();
        var third = desk.send("key");
        desk.clock().advance(HOUR);

        assertThat(log.enable(TENANT, "ep_1", true)).isPresent();
        var fourth = desk.send("key");

        assertThat(desk.deliverAll())
                .extracting(Lease::message, Lease::cause, Lease::attempts)
                .containsExactly(
                        tuple(first, Cause.LIVE, 0),
                        tuple(second, Cause.LIVE, 0),
                        tuple(third, Cause.LIVE, 0),
                        tuple(fourth, Cause.LIVE, 0));
    }

    @Test
    void an_endpoint_that_is_enabled_has_no_past_and_another_version() {
        desk.endpoint("ep_1");
        desk.send();
        assertThat(desk.complete(desk.takeOne(), GONE).endpoint()).isEqualTo(Effect.GONE);
        var disabled = desk.endpoints().find(TENANT, "ep_1").orElseThrow();
        assertThat(disabled.state())
                .isEqualTo(new Endpoint.State.Disabled(
                        Endpoint.Reason.GONE, desk.clock().instant()));

        assertThat(log.enable(TENANT, "ep_1", true)).contains(0);

        var enabled = desk.endpoints().find(TENANT, "ep_1").orElseThrow();
        assertThat(enabled.state()).isEqualTo(new Endpoint.State.Enabled());
        assertThat(enabled.version()).isGreaterThan(disabled.version());
        assertThat(desk.replica()
                        .link()
                        .<List<String>>call(
                                commands -> commands.hkeys(desk.replica().keys().of(TENANT, "endpoint", "ep_1"))))
                .doesNotContain(
                        "reason",
                        "disabled",
                        "failing",
                        "warned",
                        "broken",
                        "probe",
                        "since",
                        "good",
                        "bad",
                        "enabling",
                        "place");
    }

    @Test
    void to_enable_what_is_enabled_or_nobodys_changes_nothing() {
        desk.endpoint("ep_1");
        var message = desk.send();

        assertThat(log.enable(TENANT, "ep_1", false)).contains(0);
        assertThat(log.enable(TENANT, "ep_2", true)).isEmpty();
        assertThat(log.enable(Tenants.beside(TENANT), "ep_1", false)).isEmpty();
        assertThat(desk.deliverAll(Cause.LIVE)).containsExactly(message);
    }

    /** Has seven decided; returns how many that were, and 1 if there are more. */
    private List<Long> enableSome() {
        var enable = new LuaScript<List<Long>>("enable-endpoint.lua", ScriptOutputType.MULTI);
        var replica = desk.replica();
        var kept = Rules.STANDARD.kept().toMillis();
        return enable.run(
                replica.link(), replica.keys().shard(TENANT), ScriptClock.of(desk.clock()), TENANT, "ep_1", 7, 1, kept);
    }

    private void disable() {
        desk.disable("ep_1");
    }
}
