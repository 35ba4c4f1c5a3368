import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import katas.webhooks.CrashPoint;
import katas.webhooks.retry.RetrySchedule;
import katas.webhooks.retry.Verdict;
import katas.webhooks.signature.SignedContent;

/** A dispatcher by the kata's own rules, cut so that each step can be got wrong. */
class RealDispatcher implements Dispatcher {

    static final int WORKERS = 4;
    static final int MOST_TO_ONE = 2;
    private static final double JITTER = 0.2;
    private static final Duration TIME_OUT = Duration.ofSeconds(15);
    private static final Duration LEASE = Duration.ofSeconds(30);

    final World world;
    private final RetrySchedule schedule;
    private final List<UnderWay> underWay = new ArrayList<>();

    private record UnderWay(Delivery delivery, Instant ends) {}

    RealDispatcher(World world) {
        this(world, JITTER);
    }

    RealDispatcher(World world, double jitter) {
        this.world = world;
        this.schedule = new RetrySchedule(RetrySchedule.STANDARD, jitter, world.random);
    }

    @Override
    public final Optional<String> accept(String body) {
        var message = new Message(world.newId(), body);
        take(message);
        return Optional.of(message.id());
    }

    void take(Message message) {
        append(message);
    }

    final void append(Message message) {
        world.reach(CrashPoint.BEFORE_APPEND);
        world.append(message);
        world.reach(CrashPoint.AFTER_APPEND);
    }

    @Override
    public void work() {
        endAttempts();
        fanOut();
        beginAttempts();
    }

    @Override
    public final Optional<Instant> next() {
        return Stream.concat(
                        underWay.stream().map(UnderWay::ends),
                        deliveries().stream().map(each -> each.due))
                .filter(at -> at.isAfter(world.now()))
                .min(Comparator.naturalOrder());
    }

    /** Returns what is to be done now or later. */
    List<Delivery> deliveries() {
        return world.deliveries();
    }

    private void fanOut() {
        for (var message : world.uncommitted()) {
            world.reach(CrashPoint.BEFORE_FAN_OUT);
            for (var endpoint : world.endpoints()) {
                world.deliver(message, endpoint);
                world.reach(CrashPoint.AMID_FAN_OUT);
            }
            world.reach(CrashPoint.AFTER_FAN_OUT);
            world.commit();
        }
    }

    private void beginAttempts() {
        var due = deliveries().stream()
                .filter(each -> !each.due.isAfter(world.now()))
                .sorted(Comparator.comparing(each -> each.due))
                .toList();
        for (var delivery : due) {
            if (underWay.size() < WORKERS && hasRoom(delivery.endpoint)) {
                attempt(delivery);
            }
        }
    }

    /** Tells whether one more attempt may be under way to an endpoint. */
    boolean hasRoom(String endpoint) {
        return underWay.stream()
                        .filter(each -> each.delivery().endpoint.equals(endpoint))
                        .count()
                < MOST_TO_ONE;
    }

    private void attempt(Delivery delivery) {
        world.reach(CrashPoint.BEFORE_ATTEMPT);
        // if this process dies, another has its turn then
        delivery.due = world.now().plus(LEASE);
        var reply = world.call(request(delivery));
        world.reach(CrashPoint.AFTER_ATTEMPT);
        if (reply.status() == 0) {
            underWay.add(new UnderWay(delivery, world.now().plus(TIME_OUT)));
        } else {
            end(delivery, verdict(reply));
        }
    }

    private void endAttempts() {
        var ended = underWay.stream()
                .filter(each -> !each.ends().isAfter(world.now()))
                .toList();
        underWay.removeAll(ended);
        ended.forEach(each -> end(each.delivery(), new Verdict.Failed(Duration.ZERO)));
    }

    private Request request(Delivery delivery) {
        var id = id(delivery);
        long timestamp = world.now().getEpochSecond();
        var body = body(delivery.message);
        var signature = world.secret(delivery.endpoint).sign(content(id, timestamp, body));
        return new Request(delivery.endpoint, world.now(), id, timestamp, signature, body);
    }

    String id(Delivery delivery) {
        return delivery.message.id();
    }

    String body(Message message) {
        return message.body();
    }

    SignedContent content(String id, long timestamp, String body) {
        return SignedContent.of(id, Instant.ofEpochSecond(timestamp), body.getBytes(UTF_8));
    }

    Verdict verdict(Reply reply) {
        return Verdict.of(reply.status(), reply.retryAfter(), world.now());
    }

    private void end(Delivery delivery, Verdict verdict) {
        delivery.attempts++;
        delivery.due = null;
        if (verdict instanceof Verdict.Failed(var retryAfter)) {
            schedule.next(delivery.attempts, retryAfter).ifPresent(wait -> retry(delivery, wait));
        }
        world.reach(CrashPoint.AFTER_COMPLETION);
    }

    void retry(Delivery delivery, Duration wait) {
        delivery.due = world.now().plus(wait);
    }
}
