import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import katas.lab.testing.MutableClock;
import katas.webhooks.CrashPoint;
import katas.webhooks.signature.SigningSecret;

/** What all processes share and none takes along: a log, a store of deliveries, endpoints, and time. */
final class World {

    final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T09:00:00Z"));
    final Random random;
    final Looks looks = new Looks();

    private final List<Message> log = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private int committed;
    private int ids;
    private CrashPoint doom;

    private static final class Endpoint {
        final SigningSecret secret = SigningSecret.draw(new SecureRandom());
        final Deque<Reply> replies = new ArrayDeque<>();
        final List<Request> received = new ArrayList<>();
        boolean hangs;
    }

    World(long seed) {
        this.random = new Random(seed);
    }

    Instant now() {
        return clock.instant();
    }

    String newId() {
        return "msg_" + ++ids;
    }

    /** The next process that comes to a point dies there. */
    void doom(CrashPoint point) {
        doom = point;
    }

    void reach(CrashPoint point) {
        if (point == doom) {
            doom = null;
            throw new Died();
        }
    }

    void append(Message message) {
        log.add(message);
    }

    /** Returns what nobody has said to be done with. */
    List<Message> uncommitted() {
        return List.copyOf(log.subList(committed, log.size()));
    }

    void commit() {
        committed++;
    }

    /** Makes a delivery, however often it is called. */
    void deliver(Message message, String endpoint) {
        if (deliveries.stream()
                .noneMatch(each -> each.message.id().equals(message.id()) && each.endpoint.equals(endpoint))) {
            deliveries.add(new Delivery(message, endpoint, now()));
        }
    }

    /** Returns what is to be done now or later. */
    List<Delivery> deliveries() {
        return deliveries.stream().filter(each -> each.due != null).toList();
    }

    void addEndpoint(String name) {
        endpoints.put(name, new Endpoint());
    }

    List<String> endpoints() {
        return List.copyOf(endpoints.keySet());
    }

    SigningSecret secret(String endpoint) {
        return endpoint(endpoint).secret;
    }

    List<Request> received(String endpoint) {
        return List.copyOf(endpoint(endpoint).received);
    }

    void replies(String endpoint, Reply... next) {
        endpoint(endpoint).replies.addAll(List.of(next));
    }

    void hangs(String endpoint, boolean hangs) {
        endpoint(endpoint).hangs = hangs;
    }

    Reply call(Request request) {
        var endpoint = endpoint(request.endpoint());
        endpoint.received.add(request);
        if (endpoint.hangs) {
            return Reply.HANGS;
        }
        return endpoint.replies.isEmpty() ? Reply.status(204) : endpoint.replies.remove();
    }

    private Endpoint endpoint(String name) {
        var found = endpoints.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "there is no endpoint '%s': bench.endpoint(\"%s\") makes it".formatted(name, name));
        }
        return found;
    }
}
