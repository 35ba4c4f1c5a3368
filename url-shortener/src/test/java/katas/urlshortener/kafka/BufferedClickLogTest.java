package katas.urlshortener.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import katas.urlshortener.Click;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BufferedClickLogTest {
    private static final int PLACES = 3;
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final HeldProducer producer = new HeldProducer();
    private final BufferedClickLog log =
            new BufferedClickLog(() -> producer, new ClickFormat(HeldProducer.TOPIC), PLACES, Duration.ZERO);

    @AfterEach
    void stop() {
        log.stop();
    }

    @Test
    void a_full_buffer_loses_what_comes_and_counts_it() {
        record(5);

        assertThat(log.counts()).isEqualTo(counts(0, PLACES, Loss.OVERFLOW, 2));
    }

    @Test
    void a_click_keeps_its_place_until_it_is_acknowledged() {
        log.start();
        record(PLACES);
        producer.awaitSent(PLACES);

        record(1);
        producer.completeNext();
        record(1);

        producer.awaitSent(PLACES + 1);
        assertThat(log.counts()).isEqualTo(counts(1, PLACES, Loss.OVERFLOW, 1));
    }

    @Test
    void a_click_that_kafka_does_not_take_in_time_is_counted_as_lost_and_leaves_its_place() {
        log.start();
        record(1);
        producer.awaitSent(1);

        producer.errorNext(new TimeoutException("expired"));

        assertThat(log.counts()).isEqualTo(counts(0, 0, Loss.EXPIRED, 1));
    }

    @Test
    void a_click_that_kafka_refuses_is_counted_as_lost_and_leaves_its_place() {
        log.start();
        record(1);
        producer.awaitSent(1);

        producer.errorNext(new RecordTooLargeException("refused"));

        assertThat(log.counts()).isEqualTo(counts(0, 0, Loss.FAILED, 1));
    }

    @Test
    void a_click_that_cannot_even_be_sent_keeps_none_behind_it_waiting() {
        producer.sendException = new IllegalStateException("broken");
        log.start();
        record(PLACES);

        org.awaitility.Awaitility.await().until(() -> log.counts().equals(counts(0, 0, Loss.FAILED, PLACES)));
    }

    @Test
    void what_waits_at_the_end_is_counted_as_lost_and_so_is_what_comes_after() {
        log.start();
        record(2);
        producer.awaitSent(2);

        log.stop();
        record(1);

        assertThat(log.counts()).isEqualTo(counts(0, 0, Loss.SHUTDOWN, 3));
    }

    @Test
    void after_a_stop_it_can_be_started_again() {
        var producers = List.of(new HeldProducer(), new HeldProducer());
        var opened = producers.iterator();
        var twice =
                new BufferedClickLog(opened::next, new ClickFormat(HeldProducer.TOPIC), PLACES, Duration.ofSeconds(1));
        twice.start();
        twice.stop();

        twice.start();
        twice.record(click(0));

        producers.getLast().awaitSent(1);
        twice.stop();
    }

    @Test
    void a_way_to_kafka_that_fails_to_open_is_tried_again() {
        var failures = List.of(new IllegalArgumentException("no such file")).iterator();
        var retrying = new BufferedClickLog(
                () -> {
                    if (failures.hasNext()) {
                        throw failures.next();
                    }
                    return producer;
                },
                new ClickFormat(HeldProducer.TOPIC),
                PLACES,
                Duration.ZERO);
        retrying.start();
        retrying.record(click(0));

        producer.awaitSent(1);
        retrying.stop();
    }

    @Test
    void what_waits_for_a_way_to_kafka_is_counted_as_lost_at_the_end() {
        var away = new BufferedClickLog(
                () -> {
                    Thread.sleep(Duration.ofDays(1));
                    return producer;
                },
                new ClickFormat(HeldProducer.TOPIC),
                PLACES,
                Duration.ZERO);
        away.start();
        away.record(click(0));

        away.stop();

        assertThat(away.counts()).isEqualTo(counts(0, 0, Loss.SHUTDOWN, 1));
    }

    private void record(int clicks) {
        IntStream.range(0, clicks).forEach(number -> log.record(click(number)));
    }

    private static Click click(int number) {
        return new Click("code" + number, NOON, null, "");
    }

    private static ClickLogCounts counts(long acknowledged, long waiting, Loss reason, long lost) {
        var losses = new java.util.EnumMap<Loss, Long>(Loss.class);
        for (var loss : Loss.values()) {
            losses.put(loss, 0L);
        }
        losses.putAll(Map.of(reason, lost));
        return new ClickLogCounts(acknowledged, waiting, losses);
    }
}
