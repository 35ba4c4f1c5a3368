package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import katas.shopping.StoreUnavailable;
import katas.shopping.messages.Money;
import katas.shopping.web.OrderView.StepView;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OrderStreamsTest {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final AtomicLong nanos = new AtomicLong();
    private final OrderStreams streams = new OrderStreams(JsonMapper.shared(), Duration.ZERO, HEARTBEAT, nanos::get);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void each_step_is_told_once_with_its_number_and_the_last_look_ends_it() throws IOException {
        var looks = looks(order("pending", "a"), order("pending", "a", "b"), order("completed", "a", "b", "c"));

        streams.follow(looks, 0, out);

        assertThat(written()).isEqualTo("""
                retry: 1000

                id: 1
                event: a
                data: {"name":"a","at":"1970-01-01T00:00:00Z"}

                id: 2
                event: b
                data: {"name":"b","at":"1970-01-01T00:00:00Z"}

                id: 3
                event: c
                data: {"name":"c","at":"1970-01-01T00:00:00Z"}

                """);
    }

    @Test
    void whoever_claims_to_have_seen_more_than_there_is_waits_for_what_comes() throws IOException {
        streams.follow(looks(order("pending", "a"), order("completed", "a", "b", "c")), 2, out);

        assertThat(written()).contains("id: 3\nevent: c\n").doesNotContain("event: a", "event: b");
    }

    @Test
    void a_stream_that_has_nothing_to_say_says_that_it_lives() throws IOException {
        var looks = new AtomicInteger();

        streams.follow(
                () -> {
                    nanos.addAndGet(HEARTBEAT.toNanos() / 2);
                    return looks.incrementAndGet() < 5 ? order("pending") : order("rejected");
                },
                0,
                out);

        assertThat(written()).isEqualTo("retry: 1000\n\n:\n\n:\n\n");
    }

    @Test
    void while_the_store_is_away_a_stream_looks_again() throws IOException {
        var looks = new AtomicInteger();

        streams.follow(
                () -> {
                    if (looks.incrementAndGet() < 3) {
                        throw new StoreUnavailable("away", null);
                    }
                    return order("completed", "a");
                },
                0,
                out);

        assertThat(written()).contains("id: 1\nevent: a\n");
    }

    @Test
    void all_streams_end_when_the_service_does() throws IOException {
        streams.stop();

        streams.follow(() -> order("pending", "a"), 0, out);

        assertThat(written()).contains("event: a");
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Supplier<OrderView> looks(OrderView... views) {
        return List.of(views).iterator()::next;
    }

    private static OrderView order(String state, String... steps) {
        var views = Stream.of(steps)
                .map(name -> new StepView(name, null, Instant.EPOCH))
                .toList();
        return new OrderView("ord_1", "cart_1", state, null, new Money(1, "EUR"), List.of(), views);
    }
}
