package katas.webhooks.redis;

import static java.util.Objects.requireNonNull;
import static katas.webhooks.redis.Desk.DELIVERED;
import static katas.webhooks.redis.Desk.GIVEN_UP;
import static katas.webhooks.redis.Desk.TENANT;
import static katas.webhooks.redis.Desk.retry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.delivery.Attempt;
import katas.webhooks.delivery.Cause;
import katas.webhooks.delivery.Delivery;
import katas.webhooks.delivery.Delivery.State;
import katas.webhooks.delivery.DeliveryLog;
import katas.webhooks.delivery.DeliveryLog.Stretch;
import katas.webhooks.delivery.Lease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class SendingAgainIT {
    private static final int MOST = 10_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Desk desk;
    private final RedisDeliveryLog log;

    SendingAgainIT(RedisHandle redis) {
        desk = new Desk(redis);
        log = desk.log();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_resend_keeps_the_id_and_makes_a_new_marked_attempt() {
        desk.endpoint("ep_1");
        var message = desk.sent(DELIVERED);

        assertThat(log.resend(TENANT, message, null)).isEqualTo(1);
        assertThat(log.deliveries(TENANT, message, null, 10))
                .containsExactly(new Delivery(
                        message,
                        "ep_1",
                        State.WAITING,
                        0,
                        Cause.RESEND,
                        desk.clock().instant()));

        desk.complete(desk.takeOne(), DELIVERED);
        assertThat(log.attempts(TENANT, message, 0, 10))
                .extracting(Attempt::message, Attempt::number, Attempt::cause)
                .containsExactly(tuple(message, 1, Cause.LIVE), tuple(message, 1, Cause.RESEND));
        assertThat(log.deliveries(TENANT, message, null, 10))
                .containsExactly(new Delivery(message, "ep_1", State.DELIVERED, 1, Cause.RESEND, null));
    }

    @Test
    void a_resend_is_taken_only_when_the_live_queue_has_nothing_due() {
        desk.endpoint("ep_1");
        var old = desk.sent(DELIVERED);
        var failed = desk.sent(retry(HOUR));
        log.resend(TENANT, old, null);
        desk.clock().advance(HOUR);
        var fresh = desk.send();

        assertThat(desk.deliverAll())
                .extracting(Lease::message, Lease::cause)
                .containsExactly(tuple(failed, Cause.LIVE), tuple(fresh, Cause.LIVE), tuple(old, Cause.RESEND));
    }

    @Test
    void a_resend_that_failed_begins_the_schedule_anew_and_yields_again() {
        desk.endpoint("ep_1");
        var message = desk.send();
        desk.complete(desk.takeOne(), retry(HOUR));
        desk.clock().advance(HOUR);
        desk.complete(desk.takeOne(), DELIVERED);

        log.resend(TENANT, message, null);
        desk.complete(desk.takeOne(), retry(HOUR));
        desk.clock().advance(HOUR);
        var fresh = desk.send();

        assertThat(desk.deliverAll())
                .extracting(Lease::message, Lease::cause, Lease::attempts)
                .containsExactly(tuple(fresh, Cause.LIVE, 0), tuple(message, Cause.RESEND, 1));
    }

    @Test
    void a_resend_changes_no_order() {
        desk.ordered("ep_1");
        var first = desk.send("key");
        desk.complete(desk.takeOne(), DELIVERED);
        var second = desk.send("key");
        var third = desk.send("key");
        var head = desk.takeOne();

        log.resend(TENANT, first, null);
        var again = desk.takeOne();
        assertThat(again).extracting(Lease::message, Lease::cause).containsExactly(first, Cause.RESEND);
        desk.complete(again, DELIVERED);
        assertThat(desk.take(10)).isEmpty();

        // nor does one of what waits in order
        assertThat(log.resend(TENANT, third, null)).isEqualTo(1);
        assertThat(desk.take(10)).isEmpty();
        desk.complete(head, DELIVERED);
        assertThat(head.message()).isEqualTo(second);
        assertThat(desk.deliverAll()).extracting(Lease::message).containsExactly(third);
    }

    @Test
    void what_is_on_its_way_is_due_at_once_and_stays_what_it_is() {
        desk.endpoint("ep_1");
        var message = desk.sent(retry(HOUR));
        assertThat(desk.take(1)).isEmpty();

        assertThat(log.resend(TENANT, message, null)).isEqualTo(1);

        assertThat(desk.takeOne())
                .extracting(Lease::message, Lease::cause, Lease::attempts)
                .containsExactly(message, Cause.LIVE, 1);
        // and while it is under way nothing can be hurried
        assertThat(log.resend(TENANT, message, null)).isEqualTo(1);
        assertThat(desk.take(1)).isEmpty();
    }

    @Test
    void one_asked_for_twice_before_it_went_goes_once() {
        desk.endpoint("ep_1");
        var message = desk.sent(DELIVERED);

        log.resend(TENANT, message, null);
        log.resend(TENANT, message, null);

        assertThat(desk.deliverAll()).hasSize(1);
    }

    @Test
    void a_resend_goes_to_those_that_the_message_went_to_or_to_one_of_them() {
        desk.endpoint("ep_1");
        desk.endpoint("ep_2");
        var message = desk.send();
        desk.deliverAll();
        desk.clock().advance(HOUR);
        desk.endpoint("ep_3");

        assertThat(log.resend(TENANT, message, null)).isEqualTo(2);
        assertThat(desk.deliverAll()).extracting(Lease::endpoint).containsExactlyInAnyOrder("ep_1", "ep_2");
        assertThat(log.resend(TENANT, message, "ep_2")).isEqualTo(1);
        assertThat(desk.deliverAll()).extracting(Lease::endpoint).containsExactly("ep_2");
        assertThat(log.resend(TENANT, message, "ep_3")).isZero();
        assertThat(log.resend(TENANT, "msg_none", null)).isZero();
        assertThat(log.resend(Tenants.beside(TENANT), message, null)).isZero();
        assertThat(desk.take(1)).isEmpty();
    }

    @Test
    void a_replay_sends_again_what_came_since_a_time_the_oldest_first() {
        desk.endpoint("ep_1");
        desk.endpoint("ep_2");
        var sent = IntStream.range(0, 4)
                .mapToObj(_ -> {
                    desk.clock().advance(HOUR);
                    return desk.send();
                })
                .toList();
        desk.deliverAll();

        var since = Sample.NOON.plus(HOUR.multipliedBy(2));
        assertThat(replayed("ep_1", since)).isEqualTo(3);

        assertThat(desk.deliverAll())
                .extracting(Lease::message, Lease::endpoint, Lease::cause)
                .containsExactlyElementsOf(sent.subList(1, 4).stream()
                        .map(message -> tuple(message, "ep_1", Cause.REPLAY))
                        .toList());
        assertThat(replayed("ep_1", desk.clock().instant().plusMillis(1))).isZero();
        assertThat(log.replay(TENANT, "ep_3", all(since), MOST)).isEmpty();
        assertThat(log.replay(Tenants.beside(TENANT), "ep_1", all(since), MOST)).isEmpty();
    }

    @Test
    void a_long_replay_has_everything_once_even_what_came_in_the_same_moment() {
        desk.endpoint("ep_1");
        var sent = IntStream.range(0, 450)
                .mapToObj(number -> {
                    desk.clock().advance(number % 150 == 0 ? HOUR : Duration.ZERO);
                    return desk.send();
                })
                .toList();
        desk.deliverAll();

        assertThat(replayed("ep_1", Sample.NOON)).isEqualTo(450);
        assertThat(desk.deliverAll(Cause.REPLAY)).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void a_replay_looks_at_so_many_messages_and_says_where_to_go_on_to_what_had_come_when_it_began() {
        desk.endpoint("ep_1");
        var sent = IntStream.range(0, 450)
                .mapToObj(number -> {
                    desk.clock().advance(number % 150 == 0 ? HOUR : Duration.ZERO);
                    return desk.send();
                })
                .toList();
        desk.deliverAll();

        var first = log.replay(TENANT, "ep_1", all(Sample.NOON), 250).orElseThrow();
        desk.clock().advance(HOUR);
        desk.send();
        var second =
                log.replay(TENANT, "ep_1", requireNonNull(first.rest()), 250).orElseThrow();

        assertThat(first.deliveries()).isEqualTo(250);
        assertThat(second).isEqualTo(new DeliveryLog.Replayed(200, null));
        assertThat(desk.deliverAll(Cause.REPLAY)).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void a_replay_that_looked_at_as_many_as_there_are_has_no_rest() {
        desk.endpoint("ep_1");
        IntStream.range(0, 3).forEach(_ -> desk.send());
        desk.deliverAll();

        assertThat(log.replay(TENANT, "ep_1", all(Sample.NOON), 3)).contains(new DeliveryLog.Replayed(3, null));
        assertThat(log.replay(TENANT, "ep_1", all(Sample.NOON), 2).orElseThrow().rest())
                .isNotNull();
    }

    private static Stretch all(Instant since) {
        return new Stretch(since, "", null);
    }

    private int replayed(String endpoint, Instant since) {
        return log.replay(TENANT, endpoint, all(since), MOST).orElseThrow().deliveries();
    }

    @Test
    void what_nobody_remembers_is_not_sent_again() {
        desk.endpoint("ep_1");
        var message = desk.sent(GIVEN_UP);
        desk.replica()
                .link()
                .<Long>call(commands -> commands.del(desk.replica().keys().of(TENANT, "delivery", message, "ep_1")));

        assertThat(log.resend(TENANT, message, null)).isZero();
        assertThat(replayed("ep_1", Sample.NOON)).isZero();
        assertThat(log.redrive(TENANT, message + ".ep_1")).isFalse();
        assertThat(log.deadLetters(TENANT, null, 10)).isEmpty();
        assertThat(desk.take(1)).isEmpty();
    }

    @Test
    void what_is_sent_again_is_remembered_as_long_as_what_is_new() {
        desk.endpoint("ep_1");
        var message = desk.sent(DELIVERED);
        var keys = desk.replica().keys();
        var remembered = List.of(
                keys.of(TENANT, "delivery", message, "ep_1"),
                keys.of(TENANT, "deliveries", message),
                keys.of(TENANT, "message", message));
        remembered.forEach(
                key -> desk.replica().link().<Boolean>call(commands -> commands.pexpire(key, Duration.ofMinutes(1))));

        log.resend(TENANT, message, null);

        assertThat(remembered)
                .allSatisfy(key -> assertThat(desk.replica().link().<Long>call(commands -> commands.pttl(key)))
                        .isGreaterThan(Duration.ofDays(6).toMillis()));
    }
}
