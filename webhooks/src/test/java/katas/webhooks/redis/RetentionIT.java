package katas.webhooks.redis;

import static katas.webhooks.redis.Desk.GIVEN_UP;
import static katas.webhooks.redis.Desk.TENANT;
import static katas.webhooks.redis.Desk.retry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.delivery.Completion;
import katas.webhooks.delivery.Lease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing is forgotten before it is delivered or dead, and nothing waits for ever. The scripts' time is virtual, expiry is not. */
@Lab(Needs.REDIS)
class RetentionIT {
    private static final Duration KEPT = Rules.STANDARD.kept();
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Desk desk;
    private final RedisDeliveryLog log;

    RetentionIT(RedisHandle redis) {
        desk = new Desk(redis);
        log = desk.log();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void what_is_tried_again_is_remembered_for_longer_than_it_may_wait() {
        desk.endpoint("ep_1");
        var message = desk.send();
        forgetSoon(message);

        desk.complete(desk.takeOne(), retry(DAY.multipliedBy(3)));

        assertThat(remembered(message))
                .allSatisfy(key -> assertThat(lasting(key)).isGreaterThan(DAY.plus(KEPT)));
    }

    @Test
    void a_dead_letter_is_remembered_from_its_death_on() {
        desk.endpoint("ep_1");
        var message = desk.send();
        forgetSoon(message);

        desk.complete(desk.takeOne(), GIVEN_UP);

        assertThat(Stream.concat(remembered(message).stream(), Stream.of(key("dead", TENANT))))
                .allSatisfy(key -> assertThat(lasting(key)).isBetween(KEPT.minus(DAY), KEPT.plus(DAY)));
    }

    @Test
    void dead_letters_of_long_ago_are_dropped_when_a_new_one_comes_from_wherever() {
        desk.endpoint("ep_1");
        desk.sent(GIVEN_UP);
        desk.clock().advance(KEPT);
        desk.disable("ep_1");
        var message = desk.send();

        log.enable(TENANT, "ep_1", false);

        assertThat(desk.replica().link().<List<String>>call(commands -> commands.zrange(key("dead", TENANT), 0, -1)))
                .containsExactly(message + ".ep_1");
    }

    @Test
    void what_waits_behind_another_of_its_key_is_remembered_for_as_long_as_that_may_take() {
        desk.ordered("ep_1");
        desk.send("key");
        var message = desk.send("key");

        // that may fail for as long, and then wait for a disabled endpoint for as long
        assertThat(Stream.of(
                        key("delivery", message, "ep_1"),
                        key("deliveries", message),
                        key("message", message),
                        key("behind", "ep_1", "key")))
                .allSatisfy(key -> assertThat(lasting(key)).isGreaterThan(KEPT.multipliedBy(2)));
    }

    @Test
    void what_has_not_arrived_within_the_retention_is_a_dead_letter_however_long_it_was_put_off() {
        desk.endpoint("ep_1");
        var message = desk.send();

        for (int time = 0; time < 2; time++) {
            assertThat(desk.complete(desk.takeOne(), retry(DAY.multipliedBy(3))).delivery())
                    .isEqualTo(Completion.State.RETRYING);
            desk.clock().advance(DAY.multipliedBy(3));
        }

        var last = desk.complete(desk.takeOne(), retry(DAY.multipliedBy(2)));

        assertThat(last.delivery()).isEqualTo(Completion.State.DEAD);
        assertThat(desk.take(1)).isEmpty();
        assertThat(dead()).containsExactly(message);
    }

    @Test
    void what_nobody_took_within_the_retention_is_a_dead_letter_and_lets_the_next_of_its_key_go() {
        desk.ordered("ep_1");
        var first = desk.send("key");
        desk.clock().advance(DAY);
        var second = desk.send("key");
        desk.clock().advance(KEPT.minus(DAY));

        assertThat(desk.deliverAll()).extracting(Lease::message).containsExactly(second);
        assertThat(dead()).containsExactly(first);
    }

    @Test
    void what_waits_for_a_disabled_endpoint_longer_than_the_retention_is_a_dead_letter() {
        desk.ordered("ep_1");
        desk.disable("ep_1");
        IntFunction<String> send = number -> desk.send(number % 3 == 0 ? null : "key " + number % 3);
        var old = IntStream.range(0, 450).mapToObj(send).toList();
        desk.clock().advance(DAY);
        var later = IntStream.range(0, 9).mapToObj(send).toList();
        desk.take(1);
        desk.clock().advance(KEPT.minus(DAY));

        for (int turn = 0; turn < 10; turn++) {
            assertThat(desk.take(1)).isEmpty();
            desk.clock().advance(MOMENT);
        }

        assertThat(dead()).containsExactlyInAnyOrderElementsOf(old);
        assertThat(log.waiting(TENANT, "ep_1")).isEqualTo(later.size());
        desk.clock().advance(KEPT);
        desk.take(1);
        assertThat(log.waiting(TENANT, "ep_1")).isZero();
        assertThat(Everything.of(desk.replica()).keySet())
                .noneMatch(key -> key.contains(":behind:") || key.contains(":busy:") || key.contains(":keyed:"));
    }

    @Test
    void what_was_lost_on_its_way_to_a_disabled_endpoint_waits_for_it_too() {
        desk.endpoint("ep_1");
        var message = desk.send();
        desk.takeOne();
        desk.disable("ep_1");
        assertThat(desk.take(1)).isEmpty();

        desk.clock().advance(Rules.STANDARD.lease());

        assertThat(desk.take(1)).isEmpty();
        assertThat(log.waiting(TENANT, "ep_1")).isEqualTo(1);
        desk.clock().advance(KEPT);
        assertThat(desk.take(1)).isEmpty();
        assertThat(dead()).containsExactly(message);
    }

    @Test
    void what_a_catch_up_sends_has_all_its_time_again_even_what_waits_behind_another() {
        desk.ordered("ep_1");
        var sent = List.of(desk.send("key"), desk.send("key"), desk.send("other"));
        var free = desk.send();
        desk.disable("ep_1");
        desk.clock().advance(KEPT.minus(DAY));
        sent.forEach(this::forgetSoon);
        forgetSoon(free);

        assertThat(log.enable(TENANT, "ep_1", true)).contains(4);

        assertThat(Stream.concat(sent.stream(), Stream.of(free)).flatMap(message -> remembered(message).stream()))
                .allSatisfy(key -> assertThat(lasting(key)).isGreaterThan(KEPT));
        desk.clock().advance(KEPT.minus(DAY));
        assertThat(desk.deliverAll())
                .extracting(Lease::message)
                .containsExactlyInAnyOrder(sent.get(0), sent.get(1), sent.get(2), free)
                .containsSubsequence(sent.get(0), sent.get(1));
    }

    @Test
    void many_that_are_forgotten_are_skipped_by_and_by() {
        desk.ordered("ep_1");
        var sent = IntStream.range(0, 350).mapToObj(_ -> desk.send("key")).toList();
        sent.subList(1, 349).forEach(message -> delete(key("delivery", message, "ep_1")));

        var delivered = desk.deliverAll();

        assertThat(delivered).extracting(Lease::message).containsExactly(sent.getFirst(), sent.getLast());
        assertThat(log.waiting(TENANT, "ep_1")).isZero();
    }

    private List<String> dead() {
        return log.deadLetters(TENANT, null, 1_000).stream()
                .map(letter -> letter.delivery().message())
                .toList();
    }

    /** Returns the keys of what is needed of a message, if there was an attempt or not. */
    private List<String> remembered(String message) {
        return Stream.of(
                        key("delivery", message, "ep_1"),
                        key("deliveries", message),
                        key("message", message),
                        key("attempts", message))
                .filter(key -> desk.replica().link().<Long>call(commands -> commands.exists(key)) == 1)
                .toList();
    }

    private void forgetSoon(String message) {
        remembered(message)
                .forEach(key ->
                        desk.replica().link().<Boolean>call(commands -> commands.pexpire(key, Duration.ofMinutes(1))));
    }

    private void delete(String key) {
        var _ = desk.replica().link().<Long>call(commands -> commands.del(key));
    }

    private Duration lasting(String key) {
        return Duration.ofMillis(desk.replica().link().<Long>call(commands -> commands.pttl(key)));
    }

    private String key(String... name) {
        return desk.replica().keys().of(TENANT, name);
    }
}
