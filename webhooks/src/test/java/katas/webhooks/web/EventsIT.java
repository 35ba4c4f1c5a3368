package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What happens, as server-sent events. */
@RunningService
class EventsIT {
    private static final String PATH = "/v1/events";

    private final int port;
    private final Tenant tenant;
    private final Hook hook = new Hook();
    private final List<Follower> followers = new ArrayList<>();

    EventsIT(@LocalServerPort int port) {
        this.port = port;
        this.tenant = Tenant.at(port);
    }

    @AfterEach
    void close() {
        followers.forEach(Follower::close);
        hook.close();
    }

    @Test
    void each_attempt_is_told_to_its_tenant_and_to_nobody_else() {
        var endpoint = tenant.endpoint(hook.wanting("*")).get("id").stringValue();
        var follower = follow(tenant);
        var stranger = follow(tenant.neighbour());

        var id = tenant.message();

        await().atMost(Tenant.PATIENCE).until(() -> !follower.data().isEmpty());
        assertThat(follower.types()).containsExactly("attempt");
        var attempt = JsonMapper.shared().readTree(follower.data().getFirst());
        assertThat(attempt.get("message").stringValue()).isEqualTo(id);
        assertThat(attempt.get("endpoint").stringValue()).isEqualTo(endpoint);
        var listed = (ObjectNode) tenant.client
                .get("/v1/messages/" + id + "/attempts")
                .json()
                .get("items")
                .get(0);
        assertThat(attempt).isEqualTo(listed.without(List.of("body", "cut")));
        long heartbeats = stranger.heartbeats();
        await().atMost(Tenant.PATIENCE).until(() -> stranger.heartbeats() > heartbeats);
        assertThat(stranger.data()).isEmpty();
    }

    @Test
    void whoever_comes_back_goes_on_after_the_last_event_that_was_seen() {
        tenant.endpoint(hook.wanting("*"));
        var first = follow(tenant);
        var ids = List.of(tenant.message(), tenant.message(), tenant.message());
        await().atMost(Tenant.PATIENCE).until(() -> first.ids().size() == 3);
        first.close();

        var again = Follower.after(first.ids().getFirst(), events(tenant), PATH);
        followers.add(again);

        await().atMost(Tenant.PATIENCE).until(() -> again.ids().size() == 2);
        assertThat(again.ids()).isEqualTo(first.ids().subList(1, 3));
        assertThat(again.data()).isEqualTo(first.data().subList(1, 3));
        assertThat(first.data()).allMatch(data -> ids.stream().anyMatch(data::contains));
    }

    @Test
    void without_a_last_event_only_what_comes_from_now_on_is_told() {
        tenant.endpoint(hook.wanting("*"));
        var witness = follow(tenant);
        var early = tenant.message();
        await().atMost(Tenant.PATIENCE).until(() -> witness.ids().size() == 1);

        var follower = follow(tenant);
        var late = tenant.message();

        await().atMost(Tenant.PATIENCE).until(() -> !follower.data().isEmpty());
        assertThat(follower.data().getFirst()).contains(late).doesNotContain(early);
    }

    @Test
    void an_endpoint_that_is_disabled_is_told_of() {
        hook.answer(410);
        tenant.endpoint(hook.wanting("*"));
        var follower = follow(tenant);

        tenant.message();

        await().atMost(Tenant.PATIENCE).until(() -> follower.types().contains("endpoint-disabled"));
        assertThat(follower.types()).containsExactlyInAnyOrder("attempt", "endpoint-disabled");
    }

    @Test
    void one_stream_more_than_a_tenant_may_have_is_429_and_another_tenant_may_come_in() {
        follow(tenant);
        follow(tenant);
        follow(tenant);

        var refused = events(tenant).get(PATH);

        assertThat(refused.problem()).isEqualTo(new Answer.Problem(429, "/problems/too-many-streams", ""));
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(follow(Tenant.at(port)).status()).isEqualTo(200);
    }

    @Test
    void one_stream_more_than_there_may_be_is_503_and_a_place_that_was_left_is_free_again() {
        var other = Tenant.at(port);
        var places = List.of(follow(tenant), follow(tenant), follow(tenant), follow(other));

        assertThat(events(Tenant.at(port)).get(PATH).problem())
                .isEqualTo(new Answer.Problem(503, "/problems/temporarily-unavailable", ""));

        places.getLast().close();
        assertThat(follow(Tenant.at(port)).status()).isEqualTo(200);
    }

    /** Follows once there is a place: those of a test before are left when the service writes to them. */
    private Follower follow(Tenant who) {
        return await().atMost(Tenant.PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> tryToFollow(who), follower -> follower.status() == 200);
    }

    private Follower tryToFollow(Tenant who) {
        var follower = Follower.from(events(who), PATH);
        followers.add(follower);
        return follower;
    }

    private static ServiceClient events(Tenant who) {
        return who.client.with("Accept", "text/event-stream");
    }
}
