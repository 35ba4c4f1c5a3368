package katas.webhooks.redis;

import static katas.webhooks.redis.Desk.DELIVERED;
import static katas.webhooks.redis.Desk.GIVEN_UP;
import static katas.webhooks.redis.Desk.TENANT;
import static katas.webhooks.redis.Desk.retry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import katas.webhooks.delivery.Lease;
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

    /** Tells whether a key holds what was told, and expires. */
    private static boolean isTold(String key) {
        return Stream.of(":attempts:", ":events:", ":visited:").anyMatch(key::contains);
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

        assertThat(of("ep_1").keySet()).allMatch(RedisDeliveryLogIT::isTold);
        // and what is still on its way there does not bring it back
        assertThat(desk.complete(leases.get(2), DELIVERED))
                .isEqualTo(new Completion(Completion.State.LOST, Effect.NOTHING));
        desk.send();
        assertThat(of("ep_1").keySet()).allMatch(RedisDeliveryLogIT::isTold);
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

    @Test
    void what_waited_behind_a_thousand_keys_goes_with_its_endpoint() {
        desk.ordered("ep_1");
        IntStream.range(0, 2_200).forEach(number -> desk.send("key " + number % 1_100));

        desk.endpoints().delete(TENANT, "ep_1");

        assertThat(of("ep_1")).isEmpty();
    }

    private Map<String, String> of(String endpoint) {
        return Everything.of(desk.replica()).entrySet().stream()
                .filter(entry ->
                        entry.getKey().contains(endpoint) || entry.getValue().contains(endpoint))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
