package katas.webhooks.clockwork;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import katas.webhooks.StoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggedMishapsTest {
    private static final String AWAY = "Redis refused: OOM";

    private final Logger log = (Logger) LoggerFactory.getLogger(LoggedMishaps.class);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private long nanos;
    private final LoggedMishaps mishaps = new LoggedMishaps(() -> nanos);

    @BeforeEach
    void listen() {
        events.start();
        log.addAppender(events);
    }

    @AfterEach
    void ignore() {
        log.detachAppender(events);
    }

    private List<String> told() {
        return events.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private void fails(RuntimeException failure, Duration lasting) {
        long end = nanos + lasting.toNanos();
        while (nanos <= end) {
            mishaps.survived("eat", failure);
            nanos += Duration.ofMillis(100).toNanos();
        }
    }

    @Test
    void a_fault_is_told_at_once_and_then_each_minute() {
        fails(new IllegalStateException(), Duration.ofSeconds(59));
        assertThat(told()).containsExactly("ERROR could not eat");

        fails(new IllegalStateException(), Duration.ofSeconds(100));
        assertThat(told()).hasSize(3);
    }

    @Test
    void another_fault_is_told_at_once_too() {
        fails(new IllegalStateException(), Duration.ZERO);
        fails(new IllegalArgumentException(), Duration.ZERO);
        mishaps.survived("drink", new IllegalStateException());

        assertThat(told()).containsExactly("ERROR could not eat", "ERROR could not eat", "ERROR could not drink");
    }

    @Test
    void who_waits_for_redis_says_so_after_a_minute_and_then_each_minute() {
        fails(new StoreUnavailable(AWAY, null), Duration.ofSeconds(59));
        assertThat(told()).isEmpty();

        fails(new StoreUnavailable(AWAY, null), Duration.ofSeconds(61));
        assertThat(told())
                .containsExactly(
                        "WARN could not eat for 60 s reason=" + AWAY, "WARN could not eat for 120 s reason=" + AWAY);
    }

    @Test
    void short_waits_now_and_then_are_no_long_one() {
        for (int times = 0; times < 20; times++) {
            fails(new StoreUnavailable(AWAY, null), Duration.ofSeconds(5));
            nanos += Duration.ofSeconds(10).toNanos();
        }

        assertThat(told()).isEmpty();
    }
}
