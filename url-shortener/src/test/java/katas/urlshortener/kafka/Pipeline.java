package katas.urlshortener.kafka;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.RedisHandle;
import katas.urlshortener.Click;
import katas.urlshortener.ClickRollups;
import katas.urlshortener.redis.CountStore;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.LoggerFactory;

/**
 * The way of clicks from a buffer through Kafka to counts in Redis, with a topic, a group and a database of its own.
 */
final class Pipeline implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final KafkaClients clients;
    final ClickTopic topic;
    final ClickFormat format;
    final CountStore store;
    final String group = "clicks-" + UUID.randomUUID();
    private final List<Runnable> open = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();

    static {
        // their settings alone fill pages
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.WARN);
    }

    private Pipeline(KafkaHandle kafka, CountStore store) {
        this.clients = KafkaClients.of(kafka.bootstrapServers());
        this.store = store;
        this.topic = new ClickTopic(clients, group);
        this.format = new ClickFormat(group);
    }

    /** Begins with an empty log and no counts. */
    static Pipeline of(KafkaHandle kafka, RedisHandle redis, int database) {
        var pipeline = new Pipeline(kafka, CountStore.of(redis, database));
        // the positions in a log that another test had
        var _ = pipeline.store.link().<String>call(commands -> commands.flushdb());
        pipeline.topic.start();
        return pipeline;
    }

    void giveMembersUpSoon() throws InterruptedException, ExecutionException {
        giveMembersUpSoon(clients, group);
    }

    /** Lets a group take a member for dead after a second. */
    static void giveMembersUpSoon(KafkaClients clients, String group) throws InterruptedException, ExecutionException {
        var settings = Map.of("consumer.session.timeout.ms", "1000", "consumer.heartbeat.interval.ms", "500");
        var changes = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try (var admin = admin(clients)) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), changes))
                    .all()
                    .get();
        }
    }

    /** Asks for a minute, if it has to. */
    static Admin admin(KafkaClients clients) {
        return Admin.create(clients.admin());
    }

    BufferedClickLog log(int capacity) {
        var log = new BufferedClickLog(topic.whenReady(clients::acknowledgedProducer), format, capacity, PATIENCE);
        log.start();
        open.add(log::stop);
        return log;
    }

    /** Starts to count as a service does. */
    ClickConsumer consumer() {
        var consumer = new ClickConsumer(clients, topic, format, store.rollups(), group);
        consumer.start();
        open.add(consumer::stop);
        return consumer;
    }

    /** Joins the group with somebody who counts when told to. */
    Member member(ClickRollups rollups, Map<String, Object> settings) throws InterruptedException {
        topic.await();
        var member = new Member(clients.consumer(group, settings), topic.name(), format, rollups);
        members.add(member);
        return member;
    }

    Member member(ClickRollups rollups) throws InterruptedException {
        return member(rollups, Map.of());
    }

    /** Records clicks and returns when Kafka has acknowledged all. */
    void acknowledged(BufferedClickLog log, List<Click> clicks) {
        long before = log.counts().acknowledged();
        clicks.forEach(log::record);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> log.counts().acknowledged() == before + clicks.size());
    }

    /** Returns when a link has so many clicks. */
    void awaitClicks(String code, long clicks) {
        await(code)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> store.clicks(code, NOON), count -> count == clicks);
    }

    /** Returns clicks of different visitors on a link. */
    static List<Click> clicks(String code, int count) {
        var clicks = new ArrayList<Click>();
        for (int number = 0; number < count; number++) {
            var visitor = "%016x".formatted(code.hashCode() * 31L + number);
            clicks.add(new Click(code, NOON, visitor, "h%d.example".formatted(number % 60)));
        }
        return clicks;
    }

    /** Lets all leave the group. */
    void dismissMembers() {
        members.forEach(Member::close);
        members.clear();
    }

    @Override
    public void close() {
        dismissMembers();
        open.reversed().forEach(Runnable::run);
        topic.stop();
        store.close();
    }
}
