import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.Run;

/** How many permits there are. */
class CountingChecks extends LimiterChecks {

    private static final int CALLERS = 100;

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
        var comeAndGone = LoadDriver.run(CALLERS * 5, CALLERS, call -> {
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
        for (var failures : List.of(held.failures(), comeAndGone.failures())) {
            if (!failures.isEmpty()) {
                throw new IllegalStateException(failures.getFirst());
            }
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
}
