package katas.vending.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Those who follow a machine hear of everything once, in order, however often their connection breaks. */
@RunningService
class EventStreamIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_STREAMS = 4;

    private final int port;
    private final EventStreams streams;
    private final List<Follower> followers = new ArrayList<>();
    private Site site;
    private String events;

    EventStreamIT(@LocalServerPort int port, @Autowired EventStreams streams) {
        this.port = port;
        this.streams = streams;
    }

    @BeforeEach
    void set_up() {
        site = Site.at(port);
        events = site.path + "/events";
        // streams that the test before has broken off are noticed at their next heartbeat
        await().atMost(PATIENCE).until(() -> streams.open() == 0);
    }

    @AfterEach
    void hang_up() {
        followers.forEach(Follower::close);
    }

    @Test
    void a_stream_begins_now_and_tells_what_comes() {
        site.give(site.operator, "open-door");
        var follower = follow(Follower.from(site.operator, events));

        site.give(site.operator, "close-door");
        site.open(10);

        await().atMost(PATIENCE).until(() -> follower.ids().size() == 2);
        assertThat(follower.types()).containsExactly("door-closed", "coin-inserted");
        assertThat(follower.ids()).containsExactly(3L, 4L);
    }

    @Test
    void an_event_is_the_same_as_the_entry_of_the_journal() {
        site.open(10);
        var operator = follow(Follower.after(1, site.operator, events));
        var buyer = follow(Follower.after(1, site.buyer, events));

        await().atMost(PATIENCE)
                .until(() -> !operator.data().isEmpty() && !buyer.data().isEmpty());
        var entry = site.operator.get(site.path + "/journal?cursor=1").json().at("/items/0");
        var entryForBuyers =
                site.buyer.get(site.path + "/journal?cursor=1").json().at("/items/0");
        assertThat(operator.data()).containsExactly(entry.toString());
        assertThat(buyer.data()).containsExactly(entryForBuyers.toString()).doesNotContain("command");
    }

    @Test
    void who_comes_back_after_a_broken_connection_misses_nothing_and_hears_nothing_twice() {
        var visits = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 30; i++) {
                site.give(site.operator, "open-door");
                site.give(site.operator, "close-door");
            }
        });

        var heard = new ArrayList<Long>();
        while (heard.size() < 61) {
            long last = heard.isEmpty() ? 0 : heard.getLast();
            try (var follower = follow(Follower.after(last, site.operator, events))) {
                await().atMost(PATIENCE)
                        .until(() -> follower.status() == 503 || !follower.ids().isEmpty());
                heard.addAll(follower.ids());
            }
        }

        assertThat(visits).succeedsWithin(PATIENCE);
        assertThat(heard)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 61).boxed().toList());
    }

    @Test
    void a_quiet_stream_says_that_it_lives() {
        var follower = follow(Follower.from(site.buyer, events));

        await().atMost(PATIENCE).until(() -> follower.heartbeats() >= 2);
        assertThat(follower.ids()).isEmpty();
    }

    @Test
    void there_are_only_so_many_streams_and_a_place_becomes_free_again() {
        for (int i = 0; i < MOST_STREAMS; i++) {
            assertThat(follow(Follower.from(site.buyer, events)).status()).isEqualTo(200);
        }

        var refused = site.buyer.get(events);
        followers.getFirst().close();

        assertThat(refused.problem()).isEqualTo(new Answer.Problem(503, "/problems/temporarily-unavailable", ""));
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        await().atMost(PATIENCE).until(() -> streams.open() == MOST_STREAMS - 1);
        assertThat(follow(Follower.from(site.buyer, events)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "99999999999999999999", " "})
    void a_last_event_id_that_no_event_had_is_400(String id) {
        assertThat(site.buyer.with("Last-Event-ID", id).get(events).problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "Last-Event-ID"));
    }

    @Test
    void who_asks_for_events_of_no_machine_gets_a_problem_although_it_wants_a_stream() {
        var answer = site.buyer.with("Accept", "text/event-stream").get("/v1/machines/nobody/events");

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(404, "/problems/not-found", ""));
    }

    @Test
    void asking_for_the_head_alone_takes_no_stream() {
        var head = site.buyer.send("HEAD", events, BodyPublishers.noBody());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("text/event-stream");
        assertThat(streams.open()).isZero();
    }

    private Follower follow(Follower follower) {
        followers.add(follower);
        return follower;
    }
}
