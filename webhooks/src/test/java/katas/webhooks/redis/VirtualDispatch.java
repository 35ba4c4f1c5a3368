package katas.webhooks.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import katas.lab.testing.MutableClock;
import katas.lab.testing.RedisHandle;
import katas.webhooks.Shards;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import katas.webhooks.delivery.Attempt;
import katas.webhooks.delivery.Completion;
import katas.webhooks.delivery.Lease;
import katas.webhooks.delivery.Outcome;
import katas.webhooks.message.EventType;
import katas.webhooks.message.Message;
import katas.webhooks.message.Payload;
import org.jspecify.annotations.Nullable;

/** Dispatchers without threads, sockets and waiting: a test takes, answers, and moves the clock that Redis' scripts go by. */
final class VirtualDispatch implements AutoCloseable {
    static final String TENANT = "t0";
    static final Outcome DELIVERED = new Outcome.Delivered();
    static final Outcome GONE = new Outcome.Gone();
    static final Outcome GIVEN_UP = new Outcome.GivenUp();

    private final RedisReplica replica;
    private final DeliveryRules rules;
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T12:00:00Z"));
    private final RedisDeliveries deliveries;
    private int messages;
    private int attempts;

    VirtualDispatch(RedisHandle redis) {
        this(redis, Rules.STANDARD);
    }

    VirtualDispatch(RedisHandle redis, DeliveryRules rules) {
        this.rules = rules;
        replica = RedisReplica.of(redis);
        deliveries = worker();
    }

    static Outcome retry(Duration in) {
        return new Outcome.Retry(in);
    }

    /** Returns tenants of one shard, the first of which is {@link #TENANT}. */
    static List<String> neighbours(int count) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> "t" + number)
                .filter(tenant -> Shards.of(tenant) == Shards.of(TENANT))
                .limit(count)
                .toList();
    }

    MutableClock clock() {
        return clock;
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    RedisReplica replica() {
        return replica;
    }

    /** Returns a dispatcher's hand: what one has taken, another does not know of. */
    RedisDeliveries worker() {
        return new RedisDeliveries(replica.link(), replica.keys(), ScriptClock.of(clock), rules);
    }

    /** Returns what knows of no reply to those of the same name. */
    RedisDeliveries worker(String name) {
        return new RedisDeliveries(replica.link(), replica.keys(), ScriptClock.of(clock), rules, name);
    }

    String endpoint(String tenant, String id, String... fields) {
        var settings = new HashMap<>(Map.of("n", "1", "enabled", "1", "ordered", "0"));
        for (int index = 0; index < fields.length; index += 2) {
            settings.put(fields[index], fields[index + 1]);
        }
        var _ = replica.link().<Long>call(commands -> commands.hset(key(tenant, "endpoint", id), settings));
        return id;
    }

    Message message(String tenant, @Nullable String key) {
        return new Message(
                "msg_%06d".formatted(messages++),
                tenant,
                new EventType("order.paid"),
                key,
                clock.instant(),
                null,
                Payload.of("{}".getBytes(UTF_8)));
    }

    /** Sends a message, and returns its id. */
    String send(String tenant, String... endpoints) {
        var message = message(tenant, null);
        deliveries.fanOut(message, List.of(endpoints));
        return message.id();
    }

    String sendInOrder(String key, String endpoint) {
        var message = message(TENANT, key);
        deliveries.fanOut(message, List.of(endpoint));
        return message.id();
    }

    void fanOut(Message message, List<String> endpoints) {
        deliveries.fanOut(message, endpoints);
    }

    /** Has a message sent to an endpoint again, as an API does; it must have ended. */
    void sendAgain(String message, String endpoint) {
        int sent = new SendingAgain(replica.link(), replica.keys(), ScriptClock.of(clock), rules.kept())
                .resend(TENANT, message, endpoint);
        if (sent != 1) {
            throw new AssertionError("not sent again: " + message);
        }
    }

    List<Lease> take(int most) {
        return take(deliveries, most);
    }

    static List<Lease> take(RedisDeliveries worker, int most) {
        return worker.take(Shards.of(TENANT), most).leases();
    }

    /** Takes as often as there is something. */
    List<Lease> takeAll() {
        var all = new ArrayList<Lease>();
        for (var some = take(100); !some.isEmpty(); some = take(100)) {
            all.addAll(some);
        }
        return all;
    }

    /** Takes and delivers as long as there is something. */
    List<Lease> deliverAll() {
        var all = new ArrayList<Lease>();
        for (var some = take(100); !some.isEmpty(); some = take(100)) {
            some.forEach(lease -> answer(lease, DELIVERED));
            all.addAll(some);
        }
        return all;
    }

    /** Returns in which time something is due. */
    @Nullable
    Duration next() {
        return deliveries.take(Shards.of(TENANT), 1).next();
    }

    Completion answer(Lease lease, Outcome outcome) {
        return deliveries.complete(lease, attempt(lease, outcome), outcome);
    }

    /** Answers so that it is our own fault. */
    Completion fail(Lease lease) {
        var ours = new NotAnswered(Trouble.SENDER_FAULT, "out of order");
        return deliveries.complete(lease, attempt(lease, ours), retry(Duration.ofSeconds(5)));
    }

    Completion answer(Lease lease, Answer answer, Outcome outcome) {
        return deliveries.complete(lease, attempt(lease, answer), outcome);
    }

    Attempt attempt(Lease lease, Outcome outcome) {
        return attempt(lease, new Answered(outcome.equals(DELIVERED) ? 204 : 500, null, "", false));
    }

    private Attempt attempt(Lease lease, Answer answer) {
        return new Attempt(
                "att_%06d".formatted(attempts++),
                lease.message(),
                lease.endpoint(),
                lease.attempts() + 1,
                lease.cause(),
                clock.instant(),
                1,
                answer);
    }

    Map<String, String> delivery(String message, String endpoint) {
        return replica.link().call(commands -> commands.hgetall(key(TENANT, "delivery", message, endpoint)));
    }

    /** Returns when a live message is due, if it waits for its time. */
    Optional<Instant> due(String message, String endpoint) {
        var due = Optional.ofNullable(
                replica.link().<Double>call(commands -> commands.zscore(key(TENANT, "queue", endpoint), message)));
        return due.map(millis -> Instant.ofEpochMilli(millis.longValue()));
    }

    List<String> dead() {
        return replica.link().call(commands -> commands.zrange(key(TENANT, "dead", TENANT), 0, -1));
    }

    List<String> attempts(String message) {
        return replica.link().call(commands -> commands.lrange(key(TENANT, "attempts", message), 0, -1));
    }

    /** Returns what was told of a tenant, attempts excepted. */
    List<String> events() {
        return replica
                .link()
                .call(commands -> commands.xrange(key(TENANT, "events", TENANT), Range.<String>unbounded()))
                .stream()
                .map(entry -> entry.getBody().get("kind"))
                .filter(kind -> !kind.equals("attempt"))
                .toList();
    }

    String key(String tenant, String... name) {
        return replica.keys().of(tenant, name);
    }

    @Override
    public void close() {
        replica.close();
    }
}
