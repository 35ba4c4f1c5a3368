package katas.urlshortener.kafka;

import static katas.urlshortener.kafka.Pipeline.clicks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import katas.urlshortener.naive.FireAndForgetClickLog;
import katas.urlshortener.naive.InlineClickLog;
import org.slf4j.LoggerFactory;

/**
 * A program that takes the same clicks down in three ways, each with a topic of its own, and then waits to be killed.
 *
 * <p>It says how many clicks wait in the buffer, a while after the last click.
 */
final class DoomedProcess {
    static final int CLICKS = 200;
    static final String READY = "ready to die, waiting ";
    private static final Duration AFTER_THE_LAST = Duration.ofMillis(100);

    private DoomedProcess() {}

    /**
     * Never ends.
     *
     * @param args where Kafka is, and the topics of ours, of the inline one and of the one that forgets
     */
    static void main(String... args) throws InterruptedException {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var clients = KafkaClients.of(args[0]);
        var ours = new BufferedClickLog(
                topic(clients, args[1]).whenReady(clients::acknowledgedProducer),
                new ClickFormat(args[1]),
                10_000,
                Duration.ZERO);
        var inline = new InlineClickLog(
                topic(clients, args[2]).whenReady(clients::acknowledgedProducer), new ClickFormat(args[2]));
        var forgetting = new FireAndForgetClickLog(
                topic(clients, args[3]).whenReady(() -> clients.producer(FireAndForgetClickLog.SETTINGS)),
                new ClickFormat(args[3]));
        ours.start();
        inline.start();
        forgetting.start();
        var clicks = clicks("doomed", CLICKS);
        // takes its time, and so comes first
        clicks.forEach(inline::record);
        clicks.forEach(ours::record);
        clicks.forEach(forgetting::record);
        LockSupport.parkNanos(AFTER_THE_LAST.toNanos());
        System.out.println(READY + ours.counts().waiting());
        new CountDownLatch(1).await();
    }

    private static ClickTopic topic(KafkaClients clients, String name) throws InterruptedException {
        var topic = new ClickTopic(clients, name);
        topic.start();
        topic.await();
        return topic;
    }
}
