import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.Run;

/** When the work is done, and that it is. */
class WorkingChecks extends ReceiverChecks {

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
}
