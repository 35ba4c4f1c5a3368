package katas.webhooks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.EventFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class RedisDirectoryIT {
    private static final Instant LATER = Sample.NOON.plusSeconds(60);

    private final RedisReplica replica;
    private final RedisReplica other;
    private final RedisEndpoints endpoints;
    private final RedisDirectory directory;

    RedisDirectoryIT(RedisHandle redis) {
        replica = RedisReplica.of(redis);
        other = RedisReplica.of(redis, replica.keys());
        // another process changes what this one reads
        endpoints = Sample.endpoints(other, ScriptClock.OF_REDIS);
        directory = new RedisDirectory(replica.link(), replica.keys());
    }

    @AfterEach
    void disconnect() {
        replica.close();
        other.close();
    }

    @Test
    void a_message_goes_to_those_who_want_its_type() {
        create("ep_1", "order.paid");
        create("ep_2", "order.*");
        create("ep_3", "user.*", "*");
        create("ep_4", "user.created", "order.paid.late");

        assertThat(interested(LATER)).containsExactly("ep_1", "ep_2", "ep_3");
        assertThat(directory.interested(Tenants.beside("acme"), Sample.PAID, LATER))
                .isEmpty();
    }

    @Test
    void the_directory_is_current_after_every_change() {
        assertThat(interested(LATER)).isEmpty();
        create("ep_1", "order.paid");
        assertThat(interested(LATER)).containsExactly("ep_1");
        create("ep_2", "*");
        assertThat(interested(LATER)).containsExactly("ep_1", "ep_2");

        endpoints.change("acme", "ep_1", null, before -> wanting(before, "user.created"));
        assertThat(interested(LATER)).containsExactly("ep_2");

        endpoints.delete("acme", "ep_2");
        assertThat(interested(LATER)).isEmpty();

        // none was left, and what comes then is no old acquaintance
        endpoints.delete("acme", "ep_1");
        create("ep_3", "*");
        assertThat(interested(LATER)).containsExactly("ep_3");
    }

    @Test
    void who_came_after_a_message_does_not_get_it_but_clocks_may_differ_by_ten_minutes() {
        create("ep_1", "*");

        assertThat(interested(Sample.NOON.minus(Duration.ofMinutes(10)))).containsExactly("ep_1");
        assertThat(interested(Sample.NOON.minus(Duration.ofMinutes(10)).minusMillis(1)))
                .isEmpty();
    }

    @Test
    void what_is_disabled_is_interested_too() {
        create("ep_1", "*");
        var disabled = new Endpoint.State.Disabled(Endpoint.Reason.GONE, Sample.NOON);

        endpoints.change(
                "acme",
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
                        disabled,
                        before.createdAt()));

        assertThat(interested(LATER)).containsExactly("ep_1");
    }

    private void create(String id, String... types) {
        assertThat(endpoints.create(Sample.endpoint("acme", id, types), Sample.keys()))
                .isTrue();
    }

    private List<String> interested(Instant acceptedAt) {
        return directory.interested("acme", Sample.PAID, acceptedAt);
    }

    private static Endpoint wanting(Endpoint before, String type) {
        return new Endpoint(
                before.id(),
                before.tenant(),
                before.version(),
                before.url(),
                List.of(new EventFilter(type)),
                before.rateLimit(),
                before.ordered(),
                before.asymmetric(),
                before.state(),
                before.createdAt());
    }
}
