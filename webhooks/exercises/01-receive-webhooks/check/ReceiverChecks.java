import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.Run;
import katas.webhooks.signature.SignedContent;
import katas.webhooks.signature.SigningKeyPair;
import katas.webhooks.signature.SigningSecret;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;

/** What a receiver must show to a sender that repeats itself, and to somebody who is not the sender. */
@Lab(Needs.REDIS)
class ReceiverChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    /** For how long some of a receiver's threads have nothing to say to Redis while there is no message. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private static final int ROUND = 3;
    private static final Duration AT_LEAST = Duration.ofDays(5);
    private static final Duration AT_MOST = Duration.ofDays(30);
    private static final int AT_ONCE = 50;
    /** More commands than it takes to receive a message. */
    private static final int COMMANDS = 6;

    private Site site;
    RedisHandle redis;

    @AfterEach
    void close() {
        if (site != null) {
            site.close();
        }
    }

    @Check("WH-101")
    void genuine(Run run) {
        site = new Site(run, redis);
        var receiver = site.open();
        for (var body : List.of(
                "{\"order\":7}", "{ \"price\" : 1.50 ,\"n\":1e2 }", "\"gr\\u00fc\\u00dfe \u00fc\"", "7", "{}\n")) {
            var request = site.fresh(body);
            answers(Site.TAKEN, receiver, request, "signed over these bytes: " + body.strip());
            eventually(() -> site.handledToTheByte(request), "the work gets the bytes that were sent", body.strip());
        }
        for (var forged : forgeries(site.fresh())) {
            answers(Site.REFUSED, receiver, forged.request(), forged.how());
        }
        site.clock.set(Instant.ofEpochSecond(1_614_265_330));
        site.secrets.clear();
        site.secrets.add("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        answers(
                Site.TAKEN,
                site.open(),
                Request.of(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                        "{\"test\": 2432232314}"),
                "the example of the specification");
    }

    private record Forged(Request request, String how) {}

    private static List<Forged> forgeries(Request genuine) {
        var signature = genuine.fields().get(Request.SIGNATURE);
        long later = Long.parseLong(genuine.fields().get(Request.TIMESTAMP)) + 1;
        return List.of(
                new Forged(genuine.withBody("{\"order\":8}"), "another body"),
                new Forged(genuine.with(Request.ID, "msg_other"), "another id"),
                new Forged(genuine.with(Request.TIMESTAMP, Long.toString(later)), "another time"),
                new Forged(genuine.with(Request.TIMESTAMP, "now"), "a time that is no number"),
                new Forged(genuine.with(Request.TIMESTAMP, ""), "an empty time"),
                new Forged(genuine.with(Request.SIGNATURE, signature.replace("v1,", "v2,")), "another version"),
                new Forged(genuine.with(Request.SIGNATURE, signature.substring(3)), "no version"),
                new Forged(genuine.with(Request.SIGNATURE, signature.substring(0, 20)), "half a signature"),
                new Forged(genuine.with(Request.SIGNATURE, "v1,"), "an empty signature"),
                new Forged(genuine.with(Request.SIGNATURE, "v1,***"), "a signature that is no Base64"),
                new Forged(genuine.without(Request.ID), "no id"),
                new Forged(genuine.without(Request.TIMESTAMP), "no time"),
                new Forged(genuine.without(Request.SIGNATURE), "no signature"));
    }

    @Check("WH-102")
    void rotation(Run run) {
        site = new Site(run, redis);
        var old = site.secret;
        var young = SigningSecret.draw(new SecureRandom());
        var receiver = site.open();
        var now = site.clock.instant();

        answers(
                Site.TAKEN,
                receiver,
                Site.signed("msg_r1", now, "{}", young, old),
                "the sender has changed its secret and signs with both, we know the old one");
        answers(Site.REFUSED, receiver, Site.signed("msg_r2", now, "{}", young), "a secret that we do not know yet");
        site.secrets.addFirst(young.reveal());
        answers(Site.TAKEN, receiver, Site.signed("msg_r3", now, "{}", young), "we know both, signed with the new one");
        answers(Site.TAKEN, receiver, Site.signed("msg_r4", now, "{}", old), "we know both, signed with the old one");
        site.secrets.remove(old.reveal());
        answers(Site.REFUSED, receiver, Site.signed("msg_r5", now, "{}", old), "a secret that we gave up");
        var pair = SigningKeyPair.draw();
        var request = Site.signed("msg_r6", now, "{}", young);
        var content = SignedContent.of("msg_r6", now, "{}".getBytes(UTF_8));
        answers(
                Site.TAKEN,
                receiver,
                request.with(
                        Request.SIGNATURE,
                        pair.sign(content) + " " + request.fields().get(Request.SIGNATURE)),
                "a signature of another scheme (v1a) before ours");
    }

    @Check("WH-103")
    void tolerance(Run run) {
        site = new Site(run, redis);
        var receiver = site.open();
        var expected = Map.of(-301, Site.REFUSED, -300, Site.TAKEN, 300, Site.TAKEN, 301, Site.REFUSED);
        for (int seconds : List.of(-301, -300, 300, 301)) {
            var request = Site.signed("msg_t" + seconds, site.clock.instant().plusSeconds(seconds), "{}", site.secret);
            answers(expected.get(seconds), receiver, request, "sent %+d s from now".formatted(seconds));
        }
        var captured = site.fresh();
        site.clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        answers(Site.REFUSED, receiver, captured, "captured, and sent again after 301 s");

        // what is signed are the same bytes, cut in other places
        long sentAt = site.clock.instant().getEpochSecond();
        var number = site.fresh("%d.5".formatted(sentAt + 3_600));
        site.clock.advance(Duration.ofHours(1));
        answers(
                Site.REFUSED,
                receiver,
                Request.of(
                        number.id() + "." + sentAt,
                        sentAt + 3_600,
                        number.fields().get(Request.SIGNATURE),
                        "5"),
                "the body's beginning passed off as the time, an hour later");
    }

    @Check("WH-104")
    void constant_time() {
        var calls = CalledMethods.of("Receiver.java");
        if (!calls.contains("java/security/MessageDigest.isEqual([B[B)Z")) {
            throw CheckFailure.expected("signatures are compared by MessageDigest.isEqual", "it is not called")
                    .breaking("how long a comparison takes says nothing about how much was right");
        }
        calls.stream()
                .filter(call -> call.matches("java/util/Arrays\\.(equals|compare|mismatch)\\(\\[B.*"))
                .forEach(call -> {
                    throw CheckFailure.expected("bytes are compared by MessageDigest.isEqual alone", call + ", too")
                            .breaking("how long a comparison takes says nothing about how much was right");
                });
    }

    @Check("WH-105")
    void once(Run run) {
        site = new Site(run, redis);
        var first = site.open();
        var crowded = site.fresh();
        var statuses = LoadDriver.run(AT_ONCE, _ -> first.receive(crowded));
        must(
                (long) AT_ONCE,
                statuses.count(Site.TAKEN),
                "copies at once that are answered with 204: the sender goes on until it hears that");
        settle(first);
        must(1L, site.timesHandled(crowded), "how often a message was handled that came %d times".formatted(AT_ONCE));
        first.close();
        var second = site.open();
        answers(Site.TAKEN, second, crowded, "a copy that comes after a restart");
        settle(second);
        must(1L, site.timesHandled(crowded), "how often it was handled, with a copy after a restart");
        second.close();
        for (int command = 1; command <= COMMANDS; command++) {
            copyAfter(command);
        }
    }

    private void copyAfter(int command) {
        var machine = site.machine();
        var request = site.fresh();
        var receiver = site.open(machine);
        machine.inGapAfter(command, () -> Site.call(receiver, request));
        answers(Site.TAKEN, receiver, request, "a copy comes while the first one is on its way to Redis");
        settle(receiver);
        must(1L, site.timesHandled(request), "how often it was handled, with a copy after command " + command);
        receiver.close();
    }

    @Check("WH-106")
    void forgets(Run run) {
        site = new Site(run, redis);
        var machine = site.machine();
        var receiver = site.open(machine);
        awaitRound(machine);
        var genuine = site.fresh();
        var before = site.keys().keySet();
        for (var forged : forgeries(genuine)) {
            Site.call(receiver, forged.request());
        }
        eventually(
                () -> before.containsAll(site.keys().keySet()),
                "nothing is left in Redis of requests that nobody has signed",
                () -> site.keys().keySet().stream()
                        .filter(key -> !before.contains(key))
                        .collect(Collectors.joining(", ")));
        answers(Site.TAKEN, receiver, genuine, "the genuine message after a forged one with its id");
        settle(receiver);
        must(
                1L,
                site.timesHandled(genuine),
                "how often the genuine message was handled after a forged one with its id");
        eventually(
                () -> site.keys().values().stream().noneMatch(ReceiverChecks::tooLong),
                "once all is done, each key that is left ends within 30 days",
                () -> site.keys().entrySet().stream()
                        .filter(key -> tooLong(key.getValue()))
                        .map(key -> key.getKey()
                                + (key.getValue().isNegative()
                                        ? " without end"
                                        : " for " + key.getValue().toHours() + " h"))
                        .findFirst()
                        .orElse("one that was renewed meanwhile"));
        site.pass(AT_LEAST.minusMinutes(1));
        receiver.close();
        var later = site.open();
        answers(Site.TAKEN, later, site.again(genuine), "a copy that comes after almost five days");
        settle(later);
        must(1L, site.timesHandled(genuine), "how often it was handled, with a copy after almost five days");
    }

    private static boolean tooLong(Duration left) {
        return left.isNegative() || left.compareTo(AT_MOST) > 0;
    }

    /** Waits until a receiver's own threads have looked at Redis: what they leave there is no trace of a request. */
    private static void awaitRound(Machine machine) {
        try {
            await().atMost(IDLE).pollDelay(Duration.ZERO).until(() -> machine.commandsOfOthers() >= ROUND);
        } catch (ConditionTimeoutException _) {
            // some look only when there is something
        }
    }

    @Check("WH-107")
    void answers_at_once(Run run) {
        run.measured("naive", ImpatientSender.timesWorked());
        site = new Site(run, redis);
        var stuck = new CountDownLatch(1);
        var receiver = site.open(site.machine(), (_, _) -> awaitUninterruptibly(stuck));
        var requests = Stream.generate(site::fresh).limit(20).toList();
        try {
            for (var request : requests) {
                must(Site.TAKEN, inTime(() -> Site.call(receiver, request)), "the answer while the work is not done");
            }
            must(0L, requests.stream().mapToLong(site::timesHandled).sum(), "messages that were handled meanwhile");
        } finally {
            stuck.countDown();
        }
        eventually(
                () -> requests.stream().allMatch(request -> site.timesHandled(request) == 1),
                "all 20 are handled, once each, when the work goes on",
                () -> requests.stream().mapToLong(site::timesHandled).sum() + " times worked");
    }

    @Check("WH-108")
    void survives(Run run) {
        site = new Site(run, redis);
        for (int command = 1; command <= COMMANDS; command++) {
            for (boolean executed : List.of(false, true)) {
                var machine = site.machine().dyingAt(command, executed);
                handledBySuccessor(
                        machine,
                        "it died %s its command %d to Redis".formatted(executed ? "after" : "before", command));
            }
        }
        for (int round = 1; round <= 3; round++) {
            handledBySuccessor(site.machine().withLateThreads(), "it died when it had answered");
        }
        diesAtWork();
        for (int command = 1; command <= COMMANDS; command++) {
            for (boolean executed : List.of(false, true)) {
                withoutAnswer(command, executed);
            }
        }
    }

    private void handledBySuccessor(Machine machine, String how) {
        var request = site.fresh();
        boolean acknowledged = acknowledged(machine, request);
        machine.kill();
        var successor = site.open();
        if (!acknowledged) {
            answers(Site.TAKEN, successor, request, "the sender has had no answer, for " + how + ", and tries again");
        }
        eventually(
                () -> site.timesHandled(request) > 0,
                "handled by the process that comes after it",
                "never: the sender %s, and %s".formatted(acknowledged ? "has its 204" : "has tried again", how));
        successor.close();
    }

    private boolean acknowledged(Machine machine, Request request) {
        try {
            int status = Site.call(site.open(machine), request);
            return status == Site.TAKEN && !machine.dead();
        } catch (Died _) {
            return false;
        }
    }

    private void diesAtWork() {
        var machine = site.machine();
        var request = site.fresh();
        var reached = new CountDownLatch(1);
        var doomed = site.open(machine, (id, _) -> {
            if (id.equals(request.id())) {
                machine.kill();
                reached.countDown();
                throw new Died();
            }
        });
        answers(Site.TAKEN, doomed, request, "a message");
        eventually(() -> reached.getCount() == 0, "its work is begun", "never");
        var successor = site.open();
        eventually(
                () -> site.timesHandled(request) > 0,
                "handled by the process that comes after it",
                "never: the process died while it worked on it");
        successor.close();
    }

    private void withoutAnswer(int command, boolean executed) {
        var machine = site.machine().withoutAnswersFrom(command, executed);
        var request = site.fresh();
        var receiver = site.open(machine);
        int status = Site.call(receiver, request);
        machine.mend();
        if (status != Site.TAKEN) {
            must(
                    true,
                    status >= 500,
                    "a status that makes the sender come again, though Redis did not answer: " + status);
            answers(Site.TAKEN, receiver, request, "the sender tries again, and Redis answers");
        }
        eventually(
                () -> site.timesHandled(request) > 0,
                "handled, though Redis %s and did not answer from command %d on"
                        .formatted(executed ? "did what it was told" : "did nothing", command),
                "never: the sender has its 204");
        receiver.close();
    }

    @Check("WH-109")
    void tries_again(Run run) {
        site = new Site(run, redis);
        var tries = new ConcurrentHashMap<String, Integer>();
        var sick = site.fresh();
        var frail = site.fresh();
        var receiver = site.open(site.machine(), (id, _) -> {
            int attempt = tries.merge(id, 1, Integer::sum);
            if (id.equals(sick.id()) || id.equals(frail.id()) && attempt <= 3) {
                throw new IllegalStateException("the shop's database is away");
            }
        });
        var well = Stream.generate(site::fresh).limit(10).toList();
        Stream.concat(Stream.of(sick, frail), well.stream())
                .forEach(request -> answers(Site.TAKEN, receiver, request, "a message, whatever its work comes to"));
        eventually(
                () -> well.stream().allMatch(request -> site.timesHandled(request) == 1),
                "10 messages are handled, though one before them always fails",
                () -> well.stream()
                                .filter(request -> site.timesHandled(request) == 1)
                                .count() + " of 10");
        eventually(
                () -> site.timesHandled(frail) == 1,
                "a message whose work fails three times is handled the fourth time",
                () -> "tried " + tries.getOrDefault(frail.id(), 0) + " times");
    }

    /** Waits until everything that was taken before has had its turn. */
    private void settle(Receiver receiver) {
        for (int round = 1; round <= 2; round++) {
            var last = site.fresh();
            answers(Site.TAKEN, receiver, last, "a message");
            eventually(() -> site.timesHandled(last) > 0, "a message that was taken is handled", "never within 10 s");
        }
    }

    private static int inTime(Supplier<Integer> call) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = CompletableFuture.supplyAsync(call, executor);
            try {
                return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                executor.shutdownNow();
                throw CheckFailure.expected("an answer while the work is not done", "none within 10 s")
                        .breaking("the sender waits for the answer, not for the work");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof CheckFailure failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answers(int expected, Receiver receiver, Request request, String what) {
        must(expected, Site.call(receiver, request), what);
    }

    private static void must(Object expected, Object got, String what) {
        if (!expected.equals(got)) {
            throw CheckFailure.expected(expected, got).breaking(what);
        }
    }

    private static void eventually(Callable<Boolean> condition, String expected, String otherwise) {
        eventually(condition, expected, () -> otherwise);
    }

    private static void eventually(Callable<Boolean> condition, String expected, Supplier<String> otherwise) {
        try {
            // those of processes that were killed
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(BETWEEN_LOOKS)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw CheckFailure.expected(expected, otherwise.get());
        }
    }
}
