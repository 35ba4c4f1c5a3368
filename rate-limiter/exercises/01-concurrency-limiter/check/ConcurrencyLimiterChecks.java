import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

@Lab(Needs.REDIS)
class ConcurrencyLimiterChecks {

    private static final int LIMIT = 10;
    private static final int CALLERS = 100;
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(400);

    RedisHandle redis;
    Wire wire;

    @BeforeEach
    void connect() {
        wire = new Wire(redis.uri());
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    @Check("RL-101")
    void one_caller_after_the_other(Run run) {
        var limiter = new ConcurrencyLimiter(wire.replica("n1"), run.unique("one"), LIMIT, LONG);

        var first = acquire(limiter, CALLERS);
        first.forEach(limiter::release);
        var second = acquire(limiter, CALLERS);

        if (first.size() != LIMIT || second.size() != LIMIT) {
            throw CheckFailure.expected("10 of 100, then 10 of 100", first.size() + ", then " + second.size())
                    .breaking("a permit is free when it was never taken or was given back");
        }
    }

    @Check("RL-102")
    void never_more_than_the_limit(Run run) {
        var replicas = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> wire.replica("n" + number))
                .toList();
        run.measured("naive", naive(replicas, run.unique("naive")));
        wire.beginAnew();

        var name = run.unique("three");
        var limiters = replicas.stream()
                .map(each -> new ConcurrencyLimiter(each, name, LIMIT, LONG))
                .toList();
        var witness = new Witness(wire, LIMIT);
        // first all at once and nobody gives back, so that 10 are out; then come and go
        var held = LoadDriver.run(CALLERS, caller -> witness.acquire("n" + (caller % 3 + 1), limiters.get(caller % 3)));
        int atOnce = witness.live();
        held.results().stream()
                .flatMap(Optional::stream)
                .forEach(each -> witness.release("n1", limiters.getFirst(), each));
        LoadDriver.run(CALLERS * 5, CALLERS, call -> {
            int replica = call % 3;
            var permit = witness.acquire("n" + (replica + 1), limiters.get(replica));
            permit.ifPresent(each -> witness.release("n" + (replica + 1), limiters.get(replica), each));
            return permit;
        });

        if (witness.most() > LIMIT) {
            throw CheckFailure.expected("10 at most", witness.most())
                    .breaking("at any instant, permits granted and not returned ≤ limit")
                    .shownBy(witness.proof());
        }
        if (!held.failures().isEmpty()) {
            throw new IllegalStateException(held.failures().getFirst());
        }
        if (atOnce != LIMIT) {
            throw CheckFailure.expected("10 of 100 callers at once hold a permit", atOnce);
        }
    }

    @Check("RL-103")
    void one_call_to_redis(Run run) {
        var limiter = new ConcurrencyLimiter(wire.replica("n1"), run.unique("calls"), 1, LONG);
        // a first round, in which a script may still have to be loaded
        acquire(limiter, 1).forEach(each -> {
            limiter.renew(each);
            limiter.release(each);
        });
        wire.callsSince();

        var permit = limiter.tryAcquire();
        oneCall("an acquire that gets a permit");
        limiter.tryAcquire();
        oneCall("an acquire that gets none");
        permit.ifPresent(limiter::renew);
        oneCall("a renew");
        permit.ifPresent(limiter::release);
        oneCall("a release");
    }

    @Check("RL-104")
    void the_permits_of_a_killed_holder_come_back(Run run) throws Exception {
        var name = run.unique("killed");
        int dead = 5;
        try (var holder = new HolderProcess(redis.uri(), name, LIMIT, SHORT, dead)) {
            var limiter = new ConcurrencyLimiter(wire.replica("n1"), name, LIMIT, SHORT);
            holder.awaitHolding(dead);

            holder.kill();

            // somebody else goes on all the while
            long killed = System.nanoTime();
            var free = new int[1];
            boolean back = within(Duration.ofSeconds(5), () -> {
                limiter.tryAcquire().ifPresent(limiter::release);
                var permits = acquire(limiter, LIMIT);
                permits.forEach(limiter::release);
                free[0] = permits.size();
                return free[0] == LIMIT;
            });
            run.measured("back_after_ms", (System.nanoTime() - killed) / 1_000_000);
            if (!back) {
                throw CheckFailure.expected("10 free permits within 5 s", free[0] + " free, lease " + SHORT)
                        .breaking("a permit lives no longer than a lease after its holder's last word")
                        .shownBy(List.of(
                                "holder  has 5 permits",
                                "holder  killed with -9",
                                "n1      takes and returns permits for 5 s: never more than " + free[0]
                                        + " at once    ← the dead still hold theirs"));
            }
        }
    }

    @Check("RL-105")
    void what_was_lost_stays_lost(Run run) {
        var name = run.unique("lost");
        var sleeper = new ConcurrencyLimiter(wire.replica("n1"), name, 1, SHORT);
        var next = new ConcurrencyLimiter(wire.replica("n2"), name, 1, SHORT);
        var third = new ConcurrencyLimiter(wire.replica("n3"), name, 1, SHORT);
        var lost = sleeper.tryAcquire().orElseThrow(() -> CheckFailure.expected("a free permit", "none"));
        var taken = new ArrayList<ConcurrencyLimiter.Permit>();
        if (!within(
                Duration.ofSeconds(3),
                () -> next.tryAcquire().filter(taken::add).isPresent())) {
            throw CheckFailure.expected("n2 gets the permit once the lease of n1 has ended", "none within 3 s")
                    .breaking("a permit lives no longer than a lease after its holder's last word");
        }
        long since = System.nanoTime();

        boolean renewed = sleeper.renew(lost);
        sleeper.release(lost);
        boolean stolen = third.tryAcquire().isPresent();

        Assumptions.assumeTrue(
                System.nanoTime() - since < SHORT.toNanos(), "the machine stood still for longer than a lease");
        if (renewed) {
            throw CheckFailure.expected("renew says that the permit is lost", "that it is renewed")
                    .breaking("a permit has one holder")
                    .shownBy(List.of(
                            "n1  has the only permit, and sleeps through its lease",
                            "n2  has the only permit",
                            "n1  renews → true        ← it has nothing to renew"));
        }
        if (stolen) {
            throw CheckFailure.expected("1 at most", 2)
                    .breaking("at any instant, permits granted and not returned ≤ limit")
                    .shownBy(List.of(
                            "n1  has the only permit, and sleeps through its lease",
                            "n2  has the only permit",
                            "n1  wakes up and releases",
                            "n3  has a permit: 2 live        ← n1 gave back what belongs to n2"));
        }
        if (!next.renew(taken.getFirst())) {
            throw CheckFailure.expected("n2 still holds its permit", "that it is lost")
                    .breaking("a permit has one holder");
        }
    }

    @Check("RL-106")
    void replicas_whose_clocks_differ_agree(Run run) {
        var name = run.unique("clocks");
        var right = new ConcurrencyLimiter(wire.replica("n1"), name, 1, SHORT);
        var fast = new ConcurrencyLimiter(wire.replica("n2", ahead(Duration.ofSeconds(10))), name, 1, SHORT);

        long since = System.nanoTime();
        right.tryAcquire();
        boolean both = fast.tryAcquire().isPresent();
        Assumptions.assumeTrue(
                System.nanoTime() - since < SHORT.toNanos(), "the machine stood still for longer than a lease");
        if (both) {
            throw CheckFailure.expected("1 at most", 2)
                    .breaking("when a lease ends is one fact, the same for all replicas")
                    .shownBy(
                            List.of(
                                    "n1  has the only permit",
                                    "n2  whose clock is 10 s ahead, has a permit: 2 live        ← it thinks the lease is over"));
        }
        if (!within(Duration.ofSeconds(2), () -> fast.tryAcquire().isPresent())) {
            throw CheckFailure.expected("n2 gets the permit once the lease of n1 has ended", "none within 2 s");
        }
        if (!within(Duration.ofSeconds(2), () -> right.tryAcquire().isPresent())) {
            throw CheckFailure.expected("n1 gets the permit once the lease of n2 has ended", "none within 2 s")
                    .breaking("when a lease ends is one fact, the same for all replicas")
                    .shownBy(List.of(
                            "n2  whose clock is 10 s ahead, has the only permit, and dies",
                            "n1  waits for five leases        ← the lease ends by the clock of n2"));
        }
    }

    @Check("RL-107")
    void a_holder_that_renews_keeps_its_permit(Run run) {
        var name = run.unique("renewed");
        var holder = new ConcurrencyLimiter(wire.replica("n1"), name, 1, SHORT);
        var other = new ConcurrencyLimiter(wire.replica("n2"), name, 1, SHORT);
        var permit = holder.tryAcquire().orElseThrow(() -> CheckFailure.expected("a free permit", "none"));

        long lastWord = System.nanoTime();
        for (int i = 1; i <= 12; i++) {
            LockSupport.parkNanos(SHORT.toNanos() / 8);
            boolean stolen = other.tryAcquire().isPresent();
            boolean kept = i % 2 != 0 || holder.renew(permit);
            long now = System.nanoTime();
            Assumptions.assumeTrue(
                    now - lastWord < SHORT.toNanos(), "the machine stood still: the holder renewed too late");
            if (stolen || !kept) {
                throw CheckFailure.expected("the holder keeps its permit", stolen ? "another has it" : "renew says no")
                        .breaking("no permit is lost while its holder renews within its lease")
                        .shownBy(List.of(
                                "n1  has the only permit, and renews it every quarter of a lease",
                                stolen
                                        ? "n2  has a permit after " + i + " eighths of a lease: 2 live"
                                        : "n1  renews → false"));
            }
            lastWord = i % 2 == 0 ? now : lastWord;
        }
    }

    @Check("RL-108")
    void redis_forgets(Run run) {
        redis.flush();
        var replica = wire.replica("n1");
        var limiter = new ConcurrencyLimiter(replica, run.unique("forgotten"), LIMIT, SHORT);

        var permit = limiter.tryAcquire();
        permit.ifPresent(limiter::renew);
        everyKeyHasATimeToLive(replica.redis(), "n1  has a permit");
        permit.ifPresent(limiter::release);
        everyKeyHasATimeToLive(replica.redis(), "n1  gave it back");
    }

    private static void everyKeyHasATimeToLive(RedisCommands<String, String> redis, String situation) {
        for (var key : redis.keys("*")) {
            long millis = redis.pttl(key);
            if (millis == -1 || millis > Duration.ofMinutes(1).toMillis()) {
                throw CheckFailure.expected(
                                "a time to live of a lease, or a little more", millis == -1 ? "none" : millis + " ms")
                        .breaking("what nobody holds, nobody pays for: names of limiters come from users")
                        .shownBy(List.of(situation, "Redis keeps " + key + (millis == -1 ? " for ever" : "")));
            }
        }
    }

    private void oneCall(String of) {
        var calls = wire.callsSince();
        if (calls.size() != 1) {
            throw CheckFailure.expected("1 call for " + of, calls.size() + ": " + String.join(", ", calls))
                    .breaking("an acquire costs one round trip; between two calls others slip in");
        }
    }

    private static int naive(List<Replica> replicas, String name) {
        var limiters = replicas.stream()
                .map(each -> new NaiveLimiter(each, name, LIMIT))
                .toList();
        return (int) LoadDriver.run(CALLERS, caller -> limiters.get(caller % 3).tryAcquire())
                .count(true);
    }

    private static List<ConcurrencyLimiter.Permit> acquire(ConcurrencyLimiter limiter, int times) {
        return IntStream.range(0, times)
                .mapToObj(_ -> limiter.tryAcquire())
                .flatMap(Optional::stream)
                .toList();
    }

    private static InstantSource ahead(Duration by) {
        return InstantSource.offset(InstantSource.system(), by);
    }

    /** Tries again and again, with a short rest in between. */
    private static boolean within(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        do {
            if (condition.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(10_000_000);
        } while (System.nanoTime() - end < 0);
        return false;
    }
}
