package katas.webhooks.redis;

import static katas.webhooks.redis.Desk.DELIVERED;
import static katas.webhooks.redis.Desk.GONE;
import static katas.webhooks.redis.Desk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.delivery.Attempt;
import katas.webhooks.delivery.Events;
import katas.webhooks.json.StoredFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class RedisEventsIT {
    private static final String BEFORE_ALL = "0-0";

    private final Desk desk;
    private final RedisEvents events;

    RedisEventsIT(RedisHandle redis) {
        desk = new Desk(redis);
        events = new RedisEvents(desk.replica().link(), desk.replica().keys());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void every_attempt_is_an_event_to_its_tenant_and_to_nobody_else() {
        desk.endpoint("ep_1");
        var message = desk.sent(DELIVERED);

        assertThat(events.after(TENANT, BEFORE_ALL, 10)).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo("attempt");
            assertThat(new StoredFormat().read(Attempt.class, item.document()).message())
                    .isEqualTo(message);
        });
        assertThat(events.after(Tenants.beside(TENANT), BEFORE_ALL, 10)).isEmpty();
    }

    @Test
    void who_comes_back_goes_on_where_it_was() {
        desk.endpoint("ep_1");
        IntStream.range(0, 10).forEach(_ -> desk.sent(DELIVERED));

        var all = new ArrayList<Events.Event>();
        for (var page = events.after(TENANT, BEFORE_ALL, 3);
                !page.isEmpty();
                page = events.after(TENANT, all.getLast().place(), 3)) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            all.addAll(page);
        }

        assertThat(all).hasSize(10).isEqualTo(events.after(TENANT, BEFORE_ALL, 100));
        assertThat(events.latest(TENANT)).isEqualTo(all.getLast().place());
    }

    @Test
    void who_comes_for_the_first_time_hears_only_what_comes_then() {
        assertThat(events.latest(TENANT)).isEqualTo(BEFORE_ALL);
        desk.endpoint("ep_1");
        desk.sent(DELIVERED);
        var place = events.latest(TENANT);
        assertThat(events.after(TENANT, place, 10)).isEmpty();

        desk.sent(GONE);

        assertThat(events.after(TENANT, place, 10))
                .extracting(Events.Event::kind)
                .containsExactlyInAnyOrderElementsOf(List.of("attempt", "endpoint-disabled"));
    }

    @Test
    void only_about_the_last_thousand_things_are_remembered() {
        desk.endpoint("ep_1");
        IntStream.range(0, 1_300).forEach(_ -> desk.sent(DELIVERED));

        var remembered = events.after(TENANT, BEFORE_ALL, 10_000);

        assertThat(remembered).hasSizeBetween(1_000, 1_200);
        assertThat(remembered.getLast().place()).isEqualTo(events.latest(TENANT));
    }
}
