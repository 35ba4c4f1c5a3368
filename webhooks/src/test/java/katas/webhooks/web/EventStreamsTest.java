package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.delivery.Events;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventStreamsTest {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final AtomicLong nanos = new AtomicLong();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void each_event_is_told_once_with_its_place() throws IOException {
        var events = new Told(List.of(() -> List.of(item("1-0"), item("1-1")), List::of, () -> List.of(item("2-0"))));

        events.follow("0-0");

        assertThat(written()).isEqualTo("""
                retry: 1000

                id: 1-0
                event: breaker-opened
                data: {"at":"1-0"}

                id: 1-1
                event: breaker-opened
                data: {"at":"1-1"}

                id: 2-0
                event: breaker-opened
                data: {"at":"2-0"}

                """);
        assertThat(events.asked).containsExactly("0-0", "1-1", "1-1");
    }

    @Test
    void a_full_page_is_followed_by_the_next_at_once() throws IOException {
        var full = IntStream.range(0, 100).mapToObj(n -> item("1-" + n)).toList();
        var events = new Told(List.of(() -> full, () -> List.of(item("2-0"))));

        events.follow("0-0");

        assertThat(events.asked).containsExactly("0-0", "1-99");
        assertThat(written()).contains("id: 2-0\n");
    }

    @Test
    void a_stream_that_has_nothing_to_say_says_that_it_lives() throws IOException {
        Supplier<List<Events.Event>> silence = () -> {
            nanos.addAndGet(HEARTBEAT.toNanos() / 2);
            return List.of();
        };
        var events = new Told(List.of(silence, silence, silence, silence));

        events.follow("0-0");

        assertThat(written()).isEqualTo("retry: 1000\n\n:\n\n:\n\n");
    }

    @Test
    void while_the_store_is_away_a_stream_looks_again() throws IOException {
        Supplier<List<Events.Event>> away = () -> {
            throw new StoreUnavailable("away", null);
        };
        var events = new Told(List.of(away, away, () -> List.of(item("1-0"))));

        events.follow("0-0");

        assertThat(written()).contains("id: 1-0\n");
        assertThat(events.asked).containsExactly("0-0", "0-0", "0-0");
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Events.Event item(String place) {
        return new Events.Event(place, "breaker-opened", "{\"at\":\"%s\"}".formatted(place));
    }

    /** Tells one thing after the other; all streams end with the last. */
    private final class Told implements Events {
        private final List<String> asked = new ArrayList<>();
        private final Iterator<Supplier<List<Event>>> looks;
        private final EventStreams streams =
                new EventStreams(this, new EventView(JsonMapper.shared()), Duration.ZERO, HEARTBEAT, nanos::get);

        Told(List<Supplier<List<Event>>> looks) {
            this.looks = looks.iterator();
        }

        void follow(String place) throws IOException {
            streams.follow("somebody", place, out);
        }

        @Override
        public List<Event> after(String tenant, String after, int limit) {
            asked.add(after);
            var look = looks.next();
            if (!looks.hasNext()) {
                streams.stop();
            }
            return look.get();
        }

        @Override
        public String latest(String tenant) {
            return "0-0";
        }
    }
}
