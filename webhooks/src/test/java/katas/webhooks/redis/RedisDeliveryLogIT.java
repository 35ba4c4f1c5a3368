package katas.webhooks.redis;

import static katas.webhooks.redis.Desk.DELIVERED;
import static katas.webhooks.redis.Desk.GIVEN_UP;
import static katas.webhooks.redis.Desk.GONE;
import static katas.webhooks.redis.Desk.TENANT;
import static katas.webhooks.redis.Desk.retry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.delivery.Attempt;
import katas.webhooks.delivery.Cause;
import katas.webhooks.delivery.Completion;
import katas.webhooks.delivery.Completion.Effect;
import katas.webhooks.delivery.Delivery;
import katas.webhooks.delivery.Delivery.State;
import katas.webhooks.delivery.DeliveryLog.DeadLetter;
import katas.webhooks.delivery.Lease;
import katas.webhooks.endpoint.Endpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class RedisDeliveryLogIT {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Desk desk;
    private final RedisDeliveryLog log;

    RedisDeliveryLogIT(RedisHandle redis) {
        desk = new Desk(redis);
        log = desk.log();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void pages_of_deliveries_show_how_far_each_has_come() {
        IntStream.rangeClosed(1, 5).forEach(number -> desk.endpoint("ep_" + number));
        var message = desk.send();
        var leases = desk.take(4).stream()
                .sorted(Comparator.comparing(Lease::endpoint))
                .toList();
        var taken = leases.stream().map(Lease::endpoint).toList();
        desk.complete(leases.get(0), DELIVERED);
        desk.complete(leases.get(1), retry(HOUR));
        desk.complete(leases.get(2), GIVEN_UP);
        var waiting = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> "ep_" + number)
                .filter(endpoint -> !taken.contains(endpoint))
                .findFirst()
                .orElseThrow();

        var page = log.deliveries(TENANT, message, null, 3);
        var rest = log.deliveries(TENANT, message, page.getLast().endpoint(), 3);

        var now = desk.clock().instant();
        assertThat(page).hasSize(3);
        assertThat(rest).hasSize(2);
        var all = Stream.concat(page.stream(), rest.stream()).toList();
        assertThat(all).extracting(Delivery::endpoint).containsExactly("ep_1", "ep_2", "ep_3", "ep_4", "ep_5");
        assertThat(all)
                .containsExactlyInAnyOrder(
                        new Delivery(message, taken.get(0), State.DELIVERED, 1, Cause.LIVE, null),
                        new Delivery(message, taken.get(1), State.RETRYING, 1, Cause.LIVE, now.plus(HOUR)),
                        new Delivery(message, taken.get(2), State.DEAD, 1, Cause.LIVE, null),
                        // under way
                        new Delivery(message, taken.get(3), State.WAITING, 0, Cause.LIVE, null),
                        new Delivery(message, waiting, State.WAITING, 0, Cause.LIVE, now));
        assertThat(log.deliveries(TENANT, message, "ep_5", 3)).isEmpty();
        assertThat(log.deliveries(Tenants.beside(TENANT), message, null, 3)).isEmpty();
        assertThat(log.deliveries(TENANT, "msg_none", null, 3)).isEmpty();
    }

    @Test
    void pages_of_attempts_together_are_all_the_oldest_first() {
        desk.endpoint("ep_1");
        desk.endpoint("ep_2");
        var message = desk.send();
        for (int times = 0; times < 3; times++) {
            desk.take(2).forEach(lease -> desk.complete(lease, retry(HOUR)));
            desk.clock().advance(HOUR);
        }

        var page = log.attempts(TENANT, message, 0, 4);
        var rest = log.attempts(TENANT, message, 4, 4);

        assertThat(page).hasSize(4);
        assertThat(rest).hasSize(2);
        assertThat(page).extracting(Attempt::number).containsExactly(1, 1, 2, 2);
        assertThat(rest).extracting(Attempt::number).containsExactly(3, 3);
        assertThat(rest).extracting(Attempt::startedAt).containsOnly(Sample.NOON.plus(HOUR.multipliedBy(2)));
        assertThat(log.attempts(TENANT, message, 6, 4)).isEmpty();
        assertThat(log.attempts(Tenants.beside(TENANT), message, 0, 4)).isEmpty();
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

        var some = new LuaScript<List<Long>>("enable-endpoint.lua", ScriptOutputType.MULTI)
                .run(
                        desk.replica().link(),
                        desk.replica().keys().shard(TENANT),
                        ScriptClock.of(desk.clock()),
                        TENANT,
                        "ep_1",
                        7,
                        1,
                        "");
        assertThat(some).containsExactly(desk.clock().millis(), 7L, 1L);
        assertThat(desk.take(10)).isEmpty();
        desk.clock().advance(HOUR);

        assertThat(log.enable(TENANT, "ep_1", true)).isPresent();
        assertThat(desk.deliverAll(Cause.CATCH_UP)).containsExactlyInAnyOrderElementsOf(waited);
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
                .doesNotContain("reason", "disabled", "failing", "warned", "broken", "probe", "since", "good", "bad");
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

    @Test
    void what_waits_is_counted_wherever_it_waits() {
        desk.ordered("ep_1");
        desk.sent(DELIVERED);
        var message = desk.sent(DELIVERED);
        assertThat(log.waiting(TENANT, "ep_1")).isZero();

        desk.sent(retry(HOUR));
        assertThat(log.waiting(TENANT, "ep_1")).isEqualTo(1);
        log.resend(TENANT, message, null);
        assertThat(log.waiting(TENANT, "ep_1")).isEqualTo(2);
        List.of("a", "a", "a", "b").forEach(desk::send);
        assertThat(log.waiting(TENANT, "ep_1")).isEqualTo(6);
        assertThat(log.waiting(Tenants.beside(TENANT), "ep_1")).isZero();
    }

    @Test
    void a_deleted_endpoint_leaves_nothing_behind_but_what_was_told_of_it() {
        desk.ordered("ep_1");
        desk.endpoint("ep_2");
        var delivered = desk.sent(DELIVERED);
        log.resend(TENANT, delivered, "ep_1");
        IntStream.range(0, 3).forEach(_ -> desk.send("key"));
        IntStream.range(0, 20).forEach(_ -> desk.send());
        var leases = desk.take(6).stream()
                .filter(lease -> lease.endpoint().equals("ep_1"))
                .toList();
        desk.complete(leases.get(0), GIVEN_UP);
        desk.complete(leases.get(1), retry(HOUR));
        assertThat(of("ep_1").keySet()).anyMatch(key -> key.endsWith(":dead:acme"));

        assertThat(desk.endpoints().delete(TENANT, "ep_1")).isTrue();

        assertThat(of("ep_1").keySet()).allMatch(key -> key.contains(":attempts:") || key.contains(":events:"));
        // and what is still on its way there does not bring it back
        assertThat(desk.complete(leases.get(2), DELIVERED))
                .isEqualTo(new Completion(Completion.State.LOST, Effect.NOTHING));
        desk.send();
        assertThat(of("ep_1").keySet()).allMatch(key -> key.contains(":attempts:") || key.contains(":events:"));
        assertThat(desk.endpoints().delete(TENANT, "ep_1")).isFalse();
        assertThat(log.deliveries(TENANT, delivered, null, 10))
                .extracting(Delivery::endpoint)
                .containsExactly("ep_2");
        assertThat(desk.deliverAll()).extracting(Lease::endpoint).containsOnly("ep_2");
    }

    @Test
    void a_long_past_is_forgotten_whole() {
        desk.endpoint("ep_1");
        IntStream.range(0, 1_100).forEach(_ -> desk.send());

        desk.endpoints().delete(TENANT, "ep_1");

        assertThat(of("ep_1")).isEmpty();
    }

    private Map<String, String> of(String endpoint) {
        return Everything.of(desk.replica()).entrySet().stream()
                .filter(entry ->
                        entry.getKey().contains(endpoint) || entry.getValue().contains(endpoint))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void disable() {
        desk.endpoints()
                .change(
                        TENANT,
                        "ep_1",
                        null,
                        before -> new Endpoint(
                                before.id(),
                                before.tenant(),
                                before.version(),
                                before.url(),
                                before.eventTypes(),
                                before.rateLimit(),
                                before.ordered(),
                                before.asymmetric(),
                                new Endpoint.State.Disabled(Endpoint.Reason.BY_OWNER, Instant.EPOCH),
                                before.createdAt()));
    }
}
