package katas.webhooks.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import katas.lab.testing.MutableClock;
import katas.lab.testing.RedisHandle;
import katas.webhooks.Shards;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Attempt;
import katas.webhooks.delivery.Cause;
import katas.webhooks.delivery.Completion;
import katas.webhooks.delivery.Lease;
import katas.webhooks.delivery.Outcome;
import katas.webhooks.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/** A tenant with endpoints and messages, and a dispatcher that does what the test says; all by one clock, which the test moves. */
final class Desk implements AutoCloseable {
    static final String TENANT = "acme";
    static final Outcome DELIVERED = new Outcome.Delivered();
    static final Outcome GIVEN_UP = new Outcome.GivenUp();
    static final Outcome GONE = new Outcome.Gone();

    private final RedisReplica replica;
    private final MutableClock clock = MutableClock.at(Sample.NOON);
    private final ScriptClock scriptClock = ScriptClock.of(clock);
    private final RedisDirectory directory;
    private final RedisMessages messages;
    private final RedisDeliveries deliveries;
    private int sent;
    private int attempts;

    Desk(RedisHandle redis) {
        replica = RedisReplica.of(redis);
        directory = new RedisDirectory(replica.link(), replica.keys());
        messages = Sample.messages(replica, scriptClock);
        deliveries = new RedisDeliveries(replica.link(), replica.keys(), scriptClock, Rules.STANDARD);
    }

    static Outcome retry(Duration in) {
        return new Outcome.Retry(in);
    }

    RedisReplica replica() {
        return replica;
    }

    MutableClock clock() {
        return clock;
    }

    RedisEndpoints endpoints() {
        return Sample.endpoints(replica, scriptClock);
    }

    RedisDeliveryLog log() {
        return new RedisDeliveryLog(replica.link(), replica.keys(), scriptClock, Rules.STANDARD.kept());
    }

    void endpoint(String id) {
        endpoints().create(Sample.endpoint(TENANT, id, "*"), Sample.keys());
    }

    void ordered(String id) {
        endpoints().create(Sample.ordered(TENANT, id), Sample.keys());
    }

    void disable(String id) {
        var disabled = new Endpoint.State.Disabled(Endpoint.Reason.BY_OWNER, Instant.EPOCH);
        endpoints()
                .change(
                        TENANT,
                        id,
                        null,
                        before -> new Endpoint(
                                before.id(),
                                before.tenant(),
                                before.version(),
                                before.url(),
                                before.eventTypes(),
                                before.rateLimit(),
                                before.ordered(),
                                before.asymmetric(),
                                disabled,
                                before.createdAt()));
    }

    String send() {
        return send(null);
    }

    /** Accepts a message and makes its deliveries; returns its id. */
    String send(@Nullable String key) {
        var message = Sample.message(TENANT, "msg_%06d".formatted(sent++), key, clock.instant());
        messages.keep(message);
        deliveries.fanOut(message, directory.interested(TENANT, message.eventType(), message.acceptedAt()));
        return message.id();
    }

    List<Lease> take(int most) {
        return deliveries.take(Shards.of(TENANT), most).leases();
    }

    /** Takes the next, of which there must be one. */
    Lease takeOne() {
        return take(1).getFirst();
    }

    Completion complete(Lease lease, Outcome outcome) {
        var attempt = new Attempt(
                "att_%06d".formatted(attempts++),
                lease.message(),
                lease.endpoint(),
                lease.attempts() + 1,
                lease.cause(),
                clock.instant(),
                7,
                new Answered(outcome.equals(DELIVERED) ? 204 : 500, null, "", false));
        return deliveries.complete(lease, attempt, outcome);
    }

    /** Sends a message to the one endpoint there is, and has it end so. */
    String sent(Outcome outcome) {
        var message = send();
        complete(takeOne(), outcome);
        return message;
    }

    /** Has all that is due delivered, one after the other; returns what that was, in this order. */
    List<Lease> deliverAll() {
        var all = new ArrayList<Lease>();
        for (var next = take(1); !next.isEmpty(); next = take(1)) {
            complete(next.getFirst(), DELIVERED);
            all.add(next.getFirst());
        }
        return all;
    }

    List<String> deliverAll(Cause cause) {
        return deliverAll().stream()
                .filter(lease -> lease.cause() == cause)
                .map(Lease::message)
                .toList();
    }

    @Override
    public void close() {
        replica.close();
    }
}
