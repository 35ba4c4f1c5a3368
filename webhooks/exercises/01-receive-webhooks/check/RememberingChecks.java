import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Collectors;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.Run;
import org.awaitility.core.ConditionTimeoutException;

/** What a receiver remembers, and for how long. */
class RememberingChecks extends ReceiverChecks {

    /** For how long some of a receiver's threads have nothing to say to Redis while there is no message. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private static final int ROUND = 3;
    private static final Duration AT_LEAST = Duration.ofDays(5);
    private static final Duration AT_MOST = Duration.ofDays(30);
    private static final int AT_ONCE = 50;

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
        for (var forged : Forgery.of(genuine)) {
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
                () -> site.keys().values().stream().noneMatch(RememberingChecks::tooLong),
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
}
