package katas.webhooks.redis;

import static katas.webhooks.redis.Desk.DELIVERED;
import static katas.webhooks.redis.Desk.GIVEN_UP;
import static katas.webhooks.redis.Desk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.delivery.Cause;
import katas.webhooks.delivery.Delivery;
import katas.webhooks.delivery.Delivery.State;
import katas.webhooks.delivery.Lease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class DeadLettersIT {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Desk desk;
    private final RedisDeliveryLog log;

    DeadLettersIT(RedisHandle redis) {
        desk = new Desk(redis);
        log = desk.log();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void dead_letters_are_listed_the_latest_first_and_only_to_their_tenant() {
        desk.endpoint("ep_1");
        var first = desk.sent(GIVEN_UP);
        var since = desk.clock().instant();
        desk.clock().advance(HOUR);
        var second = desk.sent(GIVEN_UP);
        desk.sent(DELIVERED);

        var letters = log.deadLetters(TENANT, null, 10);

        assertThat(letters).extracting(letter -> letter.delivery().message()).containsExactly(second, first);
        assertThat(letters.getLast().since()).isEqualTo(since);
        assertThat(letters.getLast().delivery())
                .isEqualTo(new Delivery(first, "ep_1", State.DEAD, 1, Cause.LIVE, null));
        assertThat(log.deadLetters(Tenants.beside(TENANT), null, 10)).isEmpty();
    }

    @Test
    void pages_of_dead_letters_together_are_all_whatever_is_redriven_or_forgotten_meanwhile() {
        desk.endpoint("ep_1");
        for (int number = 0; number < 20; number++) {
            desk.clock().advance(number % 4 == 0 ? HOUR : Duration.ZERO);
            desk.sent(GIVEN_UP);
        }
        var all = log.deadLetters(TENANT, null, 100);
        assertThat(all).hasSize(20);

        var paged = Stream.iterate(log.deadLetters(TENANT, null, 3), page -> !page.isEmpty(), page -> {
                    var last = page.getLast();
                    assertThat(log.redrive(TENANT, last.delivery().id())).isTrue();
                    return log.deadLetters(TENANT, last.place(), 3);
                })
                .flatMap(List::stream)
                .toList();

        assertThat(paged).isEqualTo(all);
        assertThat(log.deadLetters(TENANT, null, 100)).hasSize(20 - 7);
    }

    @Test
    void a_dead_letter_is_redriven_once_and_is_none_any_more() {
        desk.endpoint("ep_1");
        var message = desk.sent(GIVEN_UP);
        var id = message + ".ep_1";

        assertThat(log.redrive(Tenants.beside(TENANT), id)).isFalse();
        assertThat(log.redrive(TENANT, id)).isTrue();
        assertThat(log.redrive(TENANT, id)).isFalse();
        assertThat(log.deadLetters(TENANT, null, 10)).isEmpty();

        var lease = desk.takeOne();
        assertThat(lease)
                .extracting(Lease::message, Lease::cause, Lease::attempts)
                .containsExactly(message, Cause.REDRIVE, 0);
        desk.complete(lease, GIVEN_UP);
        assertThat(log.deadLetters(TENANT, null, 10))
                .singleElement()
                .extracting(letter -> letter.delivery().cause())
                .isEqualTo(Cause.REDRIVE);
        assertThat(log.redrive(TENANT, id)).isTrue();
        assertThat(log.redrive(TENANT, "msg_none.ep_1")).isFalse();
    }

    @Test
    void a_dead_letter_that_is_resent_is_none_any_more() {
        desk.endpoint("ep_1");
        var message = desk.sent(GIVEN_UP);

        assertThat(log.resend(TENANT, message, "ep_1")).isEqualTo(1);

        assertThat(log.deadLetters(TENANT, null, 10)).isEmpty();
        assertThat(desk.deliverAll(Cause.RESEND)).containsExactly(message);
    }
}
