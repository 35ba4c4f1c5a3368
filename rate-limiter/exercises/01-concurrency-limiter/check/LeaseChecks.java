import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.Run;
import org.junit.jupiter.api.Assumptions;

/** How long permits live. */
class LeaseChecks extends LimiterChecks {

    private static final Duration SHORT = Duration.ofMillis(400);

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
                throw CheckFailure.expected(
                                "10 free permits within 5 s", free[0] + " free, lease " + SHORT.toMillis() + " ms")
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
        var handedOn = handOver(next);
        boolean renewed = sleeper.renew(lost);
        sleeper.release(lost);
        boolean stolen = third.tryAcquire().isPresent();
        boolean kept = next.renew(handedOn.permit());
        assumeNoLeaseEndedSince(handedOn.sinceNanos());

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
        if (!kept) {
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
        assumeNoLeaseEndedSince(since);
        if (both) {
            throw CheckFailure.expected("1 at most", 2)
                    .breaking("when a lease ends is one fact, the same for all replicas")
                    .shownBy(
                            List.of(
                                    "n1  has the only permit",
                                    "n2  whose clock is 10 s ahead, has a permit: 2 live        ← it thinks the lease is over"));
        }
        if (!within(Duration.ofSeconds(3), () -> fast.tryAcquire().isPresent())) {
            throw CheckFailure.expected("n2 gets the permit once the lease of n1 has ended", "none within 3 s");
        }
        if (!within(Duration.ofSeconds(3), () -> right.tryAcquire().isPresent())) {
            throw CheckFailure.expected("n1 gets the permit once the lease of n2 has ended", "none within 3 s")
                    .breaking("when a lease ends is one fact, the same for all replicas")
                    .shownBy(List.of(
                            "n2  whose clock is 10 s ahead, has the only permit, and dies",
                            "n1  waits for 3 s        ← the lease ends by the clock of n2"));
        }
    }

    @Check("RL-107")
    void a_holder_that_renews_keeps_its_permit(Run run) {
        var name = run.unique("renewed");
        var holder = new ConcurrencyLimiter(wire.replica("n1"), name, 1, SHORT);
        var other = new ConcurrencyLimiter(wire.replica("n2"), name, 1, SHORT);
        long lastWord = System.nanoTime();
        var permit = holder.tryAcquire().orElseThrow(() -> CheckFailure.expected("a free permit", "none"));

        for (int i = 1; i <= 6; i++) {
            LockSupport.parkNanos(SHORT.toNanos() / 4);
            boolean stolen = other.tryAcquire().isPresent();
            long now = System.nanoTime();
            boolean kept = holder.renew(permit);
            assumeNoLeaseEndedSince(lastWord);
            lastWord = now;
            if (stolen || !kept) {
                throw CheckFailure.expected("the holder keeps its permit", stolen ? "another has it" : "renew says no")
                        .breaking("no permit is lost while its holder renews within its lease")
                        .shownBy(List.of(
                                "n1  has the only permit, and renews it every quarter of a lease",
                                stolen
                                        ? "n2  has a permit after " + i + " quarters of a lease: 2 live"
                                        : "n1  renews → false"));
            }
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

    private record HandedOn(ConcurrencyLimiter.Permit permit, long sinceNanos) {}

    /** Waits until the lease of the one before has ended, and takes its permit. */
    private static HandedOn handOver(ConcurrencyLimiter next) {
        var taken = new ArrayList<HandedOn>();
        boolean handedOn = within(Duration.ofSeconds(3), () -> {
            long asked = System.nanoTime();
            next.tryAcquire().ifPresent(each -> taken.add(new HandedOn(each, asked)));
            return !taken.isEmpty();
        });
        if (!handedOn) {
            throw CheckFailure.expected("n2 gets the permit once the lease of n1 has ended", "none within 3 s")
                    .breaking("a permit lives no longer than a lease after its holder's last word");
        }
        return taken.getFirst();
    }

    /** Gives up on the run when so much time has passed that a lease may have ended by itself. */
    private static void assumeNoLeaseEndedSince(long nanos) {
        Assumptions.assumeTrue(
                System.nanoTime() - nanos < SHORT.toNanos(), "the machine stood still for longer than a lease");
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
