import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import katas.lab.testing.MutableClock;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.Run;
import katas.webhooks.signature.SignedContent;
import katas.webhooks.signature.SigningSecret;

/** A sender, the receivers that it calls one after the other, and what these have done. */
final class Site implements AutoCloseable {

    /** What a whole receiver answers to what it believes, and to what it does not. */
    static final int TAKEN = 204;

    static final int REFUSED = 401;

    final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T09:00:00Z"));
    final SigningSecret secret = SigningSecret.draw(new SecureRandom());
    final List<String> secrets = new CopyOnWriteArrayList<>(List.of(secret.reveal()));

    private final String prefix;
    private final RedisClient client;
    private final RedisCommands<String, String> redis;
    private final List<Receiver> receivers = new ArrayList<>();
    private final List<Request> handled = new CopyOnWriteArrayList<>();
    private int sent;

    Site(Run run, RedisHandle handle) {
        // a process that was killed says nothing
        Thread.setDefaultUncaughtExceptionHandler((_, end) -> {
            if (!(end instanceof Died)) {
                end.printStackTrace();
            }
        });
        this.prefix = run.unique("exercise") + ":{received}:";
        this.client = RedisClient.create(handle.uri());
        this.redis = client.connect().sync();
    }

    Machine machine() {
        return new Machine(redis);
    }

    /** Starts a receiver on a machine of its own, whose work succeeds. */
    Receiver open() {
        return open(machine(), (_, _) -> {});
    }

    Receiver open(Machine machine) {
        return open(machine, (_, _) -> {});
    }

    /** Starts a receiver; its work is done when what is given here has returned. */
    Receiver open(Machine machine, Work first) {
        var receiver =
                new Receiver(new Setup(() -> List.copyOf(secrets), clock, machine.connection(), prefix, (id, body) -> {
                    first.handle(id, body);
                    if (machine.dead()) {
                        throw new Died();
                    }
                    handled.add(new Request(Map.of(Request.ID, id), body.clone()));
                }));
        receivers.add(receiver);
        machine.receives();
        return receiver;
    }

    /** Makes a request that nobody has seen, signed now. */
    Request fresh() {
        return fresh("{\"order\":%d}".formatted(sent + 1));
    }

    Request fresh(String body) {
        return signed("msg_" + ++sent, clock.instant(), body, secret);
    }

    /** Makes a copy of a request as its sender does that tries again: signed now. */
    Request again(Request request) {
        return signed(request.id(), clock.instant(), new String(request.body(), UTF_8), secret);
    }

    /** Makes a request, with a signature of each secret. */
    static Request signed(String id, Instant at, String body, SigningSecret... by) {
        var content = SignedContent.of(id, at, body.getBytes(UTF_8));
        var signatures = Stream.of(by).map(each -> each.sign(content)).collect(Collectors.joining(" "));
        return Request.of(id, at.getEpochSecond(), signatures, body);
    }

    /** Calls a receiver; an exception is no answer. */
    static int call(Receiver receiver, Request request) {
        try {
            return receiver.receive(request);
        } catch (RuntimeException e) {
            throw CheckFailure.expected("an answer", "an exception: " + e)
                    .breaking("whatever comes in, there is an answer");
        }
    }

    /** Returns how often a message's work was done. */
    long timesHandled(Request request) {
        return handled.stream().filter(each -> each.id().equals(request.id())).count();
    }

    /** Tells whether a message's work was given the bytes that were sent. */
    boolean handledToTheByte(Request request) {
        return handled.stream()
                .anyMatch(each -> each.id().equals(request.id()) && Arrays.equals(each.body(), request.body()));
    }

    /** Returns the keys that are there, each with the time that it still has; negative if it has no end. */
    TreeMap<String, Duration> keys() {
        var found = new TreeMap<String, Duration>();
        var pattern = ScanArgs.Builder.matches(prefix + "*").limit(1_000);
        KeyScanCursor<String> page = redis.scan(pattern);
        while (true) {
            page.getKeys()
                    .forEach(key -> found.put(key.substring(prefix.length()), Duration.ofMillis(redis.pttl(key))));
            if (page.isFinished()) {
                return found;
            }
            page = redis.scan(ScanCursor.of(page.getCursor()), pattern);
        }
    }

    /** Lets time pass, of which Redis has not got any: what would end in it is deleted. */
    void pass(Duration time) {
        keys().forEach((key, left) -> {
            if (!left.isNegative() && left.compareTo(time) < 0) {
                redis.del(prefix + key);
            }
        });
        clock.advance(time);
    }

    @Override
    public void close() {
        receivers.forEach(receiver -> {
            try {
                receiver.close();
            } catch (Died _) {
                // it was killed
            }
        });
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
