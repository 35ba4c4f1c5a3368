package katas.urlshortener.kafka;

import static katas.urlshortener.kafka.Pipeline.PATIENCE;
import static katas.urlshortener.kafka.Pipeline.clicks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.TradeOffs;
import katas.urlshortener.Click;
import katas.urlshortener.ClickLog;
import katas.urlshortener.naive.FireAndForgetClickLog;
import katas.urlshortener.naive.InlineClickLog;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What becomes of clicks, and of who makes them, while Kafka does not answer. */
@Lab({Needs.REDIS, Needs.KAFKA})
class BrokerAwayIT {
    private static final int PLACES = 100;
    private static final int REDIRECTS = 20;
    private static final Duration NO_TIME = Duration.ofMillis(300);

    @Test
    void no_click_waits_for_a_paused_broker_and_none_that_has_a_place_is_lost(KafkaHandle kafka, RedisHandle redis) {
        try (var pipeline = Pipeline.of(kafka, redis, 7)) {
            pipeline.store.create("ours", "inline", "forgotten");
            var log = pipeline.log(PLACES);
            var inline = new InlineClickLog(
                    pipeline.topic.whenReady(pipeline.clients::acknowledgedProducer), pipeline.format);
            var forgotten = new FireAndForgetClickLog(
                    pipeline.topic.whenReady(() -> pipeline.clients.producer(FireAndForgetClickLog.SETTINGS)),
                    pipeline.format);
            inline.start();
            forgotten.start();
            // all three know where the partitions are
            pipeline.acknowledged(log, clicks("ours", 1));
            inline.record(clicks("inline", 1).getFirst());
            forgotten.record(clicks("forgotten", 1).getFirst());

            kafka.pause();
            var ours = all(log, clicks("ours", REDIRECTS));
            var inlines = all(inline, clicks("inline", REDIRECTS));
            var forgottens = all(forgotten, clicks("forgotten", REDIRECTS));
            // as long as the broker is paused, who waits for it waits on
            long waiting = stillWaiting(ours, PATIENCE);
            long waitingInline = stillWaiting(inlines, NO_TIME);
            long waitingForgotten = stillWaiting(forgottens, PATIENCE);
            long waitingForAPlace = stillWaiting(all(log, clicks("ours", PLACES)), PATIENCE);
            var full = log.counts();
            kafka.resume();

            TradeOffs.record(scenario(), "tracked", waiting);
            TradeOffs.record(scenario(), "inline-clicks", waitingInline);
            TradeOffs.record(scenario(), "fire-and-forget", waitingForgotten);
            assertThat(waiting).isZero();
            assertThat(waitingForAPlace).isZero();
            assertThat(waitingInline).isEqualTo(REDIRECTS);
            assertThat(full.waiting()).isEqualTo(PLACES);
            assertThat(full.lost()).containsEntry(Loss.OVERFLOW, (long) REDIRECTS);
            pipeline.consumer();
            pipeline.awaitClicks("ours", 1 + PLACES);
            pipeline.awaitClicks("inline", 1 + REDIRECTS);
            await().atMost(PATIENCE)
                    .until(() -> log.counts().acknowledged(), acknowledged -> acknowledged == 1 + PLACES);
            inline.stop();
            forgotten.stop();
        }
    }

    @Test
    void a_service_starts_while_kafka_is_away_and_clicks_wait_for_it(KafkaHandle kafka, RedisHandle redis)
            throws Exception {
        kafka.cut();
        try (var pipeline = Pipeline.of(kafka, redis, 7);
                var health = new KafkaHealth(pipeline.clients, pipeline.topic)) {
            pipeline.store.create("early");
            var log = pipeline.log(PLACES);
            pipeline.consumer();
            clicks("early", 10).forEach(log::record);
            assertThat(log.counts().waiting()).isEqualTo(10);
            assertThat(statusOf(health)).isEqualTo(Status.DOWN);

            kafka.mend();

            pipeline.awaitClicks("early", 10);
            await().atMost(PATIENCE).until(() -> log.counts().acknowledged(), acknowledged -> acknowledged == 10);
            await().atMost(PATIENCE).until(() -> statusOf(health).equals(Status.UP));
        }
    }

    private static String scenario() {
        return "redirects that waited while the broker was paused, of " + REDIRECTS;
    }

    /** Takes each click down on a thread of its own, as if it were a request. */
    private static List<Thread> all(ClickLog log, List<Click> clicks) {
        return clicks.stream()
                .map(click -> Thread.startVirtualThread(() -> log.record(click)))
                .toList();
    }

    private static long stillWaiting(List<Thread> requests, Duration afterwards) {
        long deadline = System.nanoTime() + afterwards.toNanos();
        return requests.stream()
                .filter(request -> !endsBefore(deadline, request))
                .count();
    }

    private static boolean endsBefore(long deadline, Thread request) {
        try {
            return request.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Status statusOf(KafkaHealth health) {
        Health answer = health.health();
        return answer == null ? Status.UNKNOWN : answer.getStatus();
    }
}
