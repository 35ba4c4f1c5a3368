package katas.webhooks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisCommandExecutionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.egress.TargetUrl;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.Endpoint.Reason;
import katas.webhooks.endpoint.Endpoint.State.Disabled;
import katas.webhooks.endpoint.Endpoint.State.Enabled;
import katas.webhooks.endpoint.Endpoints.Change.Changed;
import katas.webhooks.endpoint.Endpoints.Change.Missing;
import katas.webhooks.endpoint.Endpoints.Change.Stale;
import katas.webhooks.endpoint.EventFilter;
import katas.webhooks.endpoint.SigningKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class RedisEndpointsIT {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Endpoint ENDPOINT = Sample.endpoint("acme", "ep_1", "order.*", "user.created");

    private final RedisReplica replica;
    private final RedisReplica other;
    private final RedisEndpoints endpoints;

    RedisEndpointsIT(RedisHandle redis) {
        replica = RedisReplica.of(redis);
        other = RedisReplica.of(redis, replica.keys());
        endpoints = Sample.endpoints(replica, ScriptClock.OF_REDIS);
    }

    @AfterEach
    void disconnect() {
        replica.close();
        other.close();
    }

    @Test
    void a_creation_that_is_sent_again_after_a_lost_connection_is_no_tenant_that_has_too_many() {
        assertThat(endpoints.create(ENDPOINT, Sample.keys())).isTrue();
        assertThat(endpoints.create(ENDPOINT, Sample.keys())).isTrue();

        assertThat(endpoints.list("acme", null, 100)).containsExactly(ENDPOINT);
    }

    @Test
    void what_redis_refuses_half_way_changes_and_ends_nothing() {
        endpoints.create(ENDPOINT, Sample.keys());
        var directory = replica.keys().of("acme", "directory", "acme");
        var _ = replica.link().<String>call(commands -> commands.set(directory, "no number"));
        UnaryOperator<Endpoint> toAll = endpoint -> Sample.endpoint("acme", "ep_1", "*");

        assertThatThrownBy(() -> endpoints.change("acme", "ep_1", null, toAll))
                .isInstanceOf(RedisCommandExecutionException.class);
        assertThatThrownBy(() -> endpoints.delete("acme", "ep_1")).isInstanceOf(RedisCommandExecutionException.class);

        assertThat(endpoints.find("acme", "ep_1")).contains(ENDPOINT);
        var _ = replica.link().<String>call(commands -> commands.set(directory, "7"));
        assertThat(endpoints.delete("acme", "ep_1")).isTrue();
        assertThat(endpoints.find("acme", "ep_1")).isEmpty();
    }

    @Test
    void an_endpoint_is_found_as_it_was_made() {
        var limited = with(ENDPOINT, "ep_2", 10, true, new Disabled(Reason.BY_OWNER, Sample.NOON));

        assertThat(endpoints.create(ENDPOINT, Sample.keys())).isTrue();
        assertThat(endpoints.create(limited, Sample.keys())).isTrue();

        assertThat(endpoints.find("acme", "ep_1")).contains(ENDPOINT);
        assertThat(endpoints.find("acme", "ep_2")).contains(limited);
        assertThat(endpoints.find("acme", "ep_3")).isEmpty();
    }

    @Test
    void a_tenant_sees_and_changes_only_its_own_even_in_the_same_shard() {
        var stranger = Tenants.beside("acme");
        endpoints.create(ENDPOINT, Sample.keys());

        assertThat(endpoints.find(stranger, "ep_1")).isEmpty();
        assertThat(endpoints.keys(stranger, "ep_1")).isEmpty();
        assertThat(endpoints.addressed("acme", "ep_1", 1)).isPresent();
        assertThat(endpoints.addressed(stranger, "ep_1", 1)).isEmpty();
        assertThat(endpoints.list(stranger, null, 100)).isEmpty();
        assertThat(endpoints.change(stranger, "ep_1", null, UnaryOperator.identity()))
                .isEqualTo(new Missing());
        assertThat(endpoints.changeKeys(stranger, "ep_1", UnaryOperator.identity()))
                .isEmpty();
        assertThat(endpoints.delete(stranger, "ep_1")).isFalse();
        assertThat(endpoints.find("acme", "ep_1")).contains(ENDPOINT);
    }

    @Test
    void pages_of_endpoints_together_are_all_in_the_order_of_their_ids() {
        var ids = IntStream.range(0, 20).mapToObj("ep_%02d"::formatted).toList();
        ids.reversed().forEach(id -> endpoints.create(Sample.endpoint("acme", id, "*"), Sample.keys()));

        var paged = new ArrayList<String>();
        var page = endpoints.list("acme", null, 7);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(7);
            page.forEach(endpoint -> paged.add(endpoint.id()));
            page = endpoints.list("acme", paged.getLast(), 7);
        }

        assertThat(paged).isEqualTo(ids);
    }

    @Test
    void too_many_endpoints_are_refused_and_nothing_is_half_done() throws Exception {
        var made = Crowd.of(
                50, number -> endpoints(number).create(Sample.endpoint("acme", "ep_" + number, "*"), Sample.keys()));

        assertThat(made).filteredOn(Boolean::booleanValue).hasSize(Sample.MOST_ENDPOINTS);
        assertThat(endpoints.list("acme", null, 100)).hasSize(Sample.MOST_ENDPOINTS);
        assertThat(Everything.of(replica).keySet().stream().filter(key -> key.contains(":endpoint:")))
                .hasSize(Sample.MOST_ENDPOINTS);
        assertThat(endpoints.create(Sample.endpoint(Tenants.beside("acme"), "ep_other", "*"), Sample.keys()))
                .isTrue();

        endpoints.delete("acme", endpoints.list("acme", null, 1).getFirst().id());
        assertThat(endpoints.create(Sample.endpoint("acme", "ep_x", "*"), Sample.keys()))
                .isTrue();
        assertThat(endpoints.create(Sample.endpoint("acme", "ep_y", "*"), Sample.keys()))
                .isFalse();
    }

    @Test
    void concurrent_changes_of_an_endpoint_lose_none() throws Exception {
        endpoints.create(ENDPOINT, Sample.keys());

        Crowd.of(40, number -> switch (number % 4) {
            case 0 ->
                endpoints(number)
                        .changeKeys("acme", "ep_1", keys -> keys.rotated(false, Sample.NOON, DAY, Sample.RANDOM));
            default -> endpoints(number).change("acme", "ep_1", null, before -> with(before, "type_" + number));
        });

        var after = endpoints.find("acme", "ep_1").orElseThrow();
        assertThat(after.version()).isEqualTo(41);
        assertThat(after.eventTypes()).hasSize(2 + 30).doesNotHaveDuplicates();
        assertThat(endpoints.keys("acme", "ep_1").orElseThrow().previous()).hasSize(SigningKeys.MOST_PREVIOUS);
    }

    @Test
    void a_change_of_another_version_than_was_expected_is_refused() {
        endpoints.create(ENDPOINT, Sample.keys());

        assertThat(endpoints.change("acme", "ep_1", 1L, before -> with(before, "a")))
                .isEqualTo(new Changed(versioned(with(ENDPOINT, "a"), 2)));
        assertThat(endpoints.change("acme", "ep_1", 1L, before -> with(before, "b")))
                .isEqualTo(new Stale(2));
        assertThat(endpoints.find("acme", "ep_1")).contains(versioned(with(ENDPOINT, "a"), 2));
        assertThat(endpoints.change("acme", "ep_2", null, UnaryOperator.identity()))
                .isEqualTo(new Missing());
    }

    @Test
    void one_of_those_who_expect_the_same_version_gets_it() throws Exception {
        endpoints.create(ENDPOINT, Sample.keys());

        var changes = Crowd.of(
                20, number -> endpoints(number).change("acme", "ep_1", 1L, before -> with(before, "type_" + number)));

        assertThat(changes).filteredOn(change -> change instanceof Changed).hasSize(1);
        assertThat(changes)
                .filteredOn(change -> change instanceof Stale)
                .hasSize(19)
                .containsOnly(new Stale(2));
    }

    @Test
    void a_change_leaves_alone_what_scripts_keep_of_the_endpoint() {
        endpoints.create(ENDPOINT, Sample.keys());
        set("lease", "7");
        // it fails for too long while its owner changes it
        endpoints.change("acme", "ep_1", null, before -> {
            set("enabled", "0");
            set("reason", "failing");
            set("disabled", Long.toString(Sample.NOON.toEpochMilli()));
            return with(before, "a");
        });

        assertThat(endpoints.find("acme", "ep_1").orElseThrow().state())
                .isEqualTo(new Disabled(Reason.FAILING, Sample.NOON));
        assertThat(field("lease")).isEqualTo("7");
    }

    @Test
    void its_owner_disables_an_endpoint_and_enabled_again_it_has_no_past() {
        endpoints.create(ENDPOINT, Sample.keys());
        List.of("failing", "warned", "broken", "probe", "since", "good", "bad").forEach(name -> set(name, "1"));

        endpoints.change("acme", "ep_1", null, before -> in(before, new Disabled(Reason.BY_OWNER, Sample.NOON)));
        assertThat(endpoints.find("acme", "ep_1").orElseThrow().state())
                .isEqualTo(new Disabled(Reason.BY_OWNER, Sample.NOON));
        assertThat(field("enabled")).isEqualTo("0");

        endpoints.change("acme", "ep_1", null, before -> in(before, new Enabled()));
        assertThat(endpoints.find("acme", "ep_1").orElseThrow().state()).isEqualTo(new Enabled());
        assertThat(replica.link().<List<String>>call(commands -> commands.hkeys(key())))
                .containsExactlyInAnyOrder("n", "document", "ordered", "enabled", "keys");
    }

    @Test
    void a_rate_limit_is_said_to_scripts_and_goes_with_the_change() {
        endpoints.create(with(ENDPOINT, "ep_1", 40, false, new Enabled()), Sample.keys());
        assertThat(Double.parseDouble(field("interval"))).isEqualTo(25);
        assertThat(field("burst")).isEqualTo("4");

        endpoints.change("acme", "ep_1", null, before -> with(before, "ep_1", null, true, before.state()));

        assertThat(replica.link()
                        .<List<KeyValue<String, String>>>call(commands -> commands.hmget(key(), "interval", "burst")))
                .noneMatch(KeyValue::hasValue);
        assertThat(field("ordered")).isEqualTo("1");
    }

    @Test
    void what_attempts_need_is_read_again_only_for_a_later_version() {
        var keys = Sample.keys();
        endpoints.create(ENDPOINT, keys);
        var first = endpoints.addressed("acme", "ep_1", 1).orElseThrow();
        assertThat(first.endpoint()).isEqualTo(ENDPOINT);
        assertThat(first.keys().secret().reveal()).isEqualTo(keys.secret().reveal());

        Sample.endpoints(other, ScriptClock.OF_REDIS).change("acme", "ep_1", null, before -> with(before, "a"));

        assertThat(endpoints.addressed("acme", "ep_1", 1)).containsSame(first);
        assertThat(endpoints.addressed("acme", "ep_1", 2).orElseThrow().endpoint())
                .isEqualTo(versioned(with(ENDPOINT, "a"), 2));
        assertThat(endpoints
                        .addressed("acme", "ep_1", 1)
                        .orElseThrow()
                        .endpoint()
                        .version())
                .isEqualTo(2);
        assertThat(endpoints.addressed("acme", "ep_2", 1)).isEmpty();
    }

    private RedisEndpoints endpoints(int number) {
        return Sample.endpoints(number % 2 == 0 ? replica : other, ScriptClock.OF_REDIS);
    }

    private String key() {
        return replica.keys().of("acme", "endpoint", "ep_1");
    }

    private void set(String field, String value) {
        replica.link().<Boolean>call(commands -> commands.hset(key(), field, value));
    }

    private String field(String field) {
        return replica.link().<String>call(commands -> commands.hget(key(), field));
    }

    private static Endpoint with(Endpoint endpoint, String type) {
        var types = new ArrayList<>(endpoint.eventTypes());
        types.add(new EventFilter(type));
        return new Endpoint(
                endpoint.id(),
                endpoint.tenant(),
                endpoint.version(),
                TargetUrl.parse("https://example.com/" + endpoint.id()),
                types,
                endpoint.rateLimit(),
                endpoint.ordered(),
                endpoint.asymmetric(),
                endpoint.state(),
                endpoint.createdAt());
    }

    private static Endpoint versioned(Endpoint endpoint, long version) {
        return new Endpoint(
                endpoint.id(),
                endpoint.tenant(),
                version,
                endpoint.url(),
                endpoint.eventTypes(),
                endpoint.rateLimit(),
                endpoint.ordered(),
                endpoint.asymmetric(),
                endpoint.state(),
                endpoint.createdAt());
    }

    private static Endpoint in(Endpoint endpoint, Endpoint.State state) {
        return with(endpoint, endpoint.id(), endpoint.rateLimit(), endpoint.ordered(), state);
    }

    private static Endpoint with(
            Endpoint endpoint, String id, @Nullable Integer rateLimit, boolean ordered, Endpoint.State state) {
        return new Endpoint(
                id,
                endpoint.tenant(),
                endpoint.version(),
                endpoint.url(),
                endpoint.eventTypes(),
                rateLimit,
                ordered,
                endpoint.asymmetric(),
                state,
                endpoint.createdAt());
    }
}
