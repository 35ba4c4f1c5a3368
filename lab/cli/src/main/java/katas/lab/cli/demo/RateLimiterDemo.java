package katas.lab.cli.demo;

import static katas.lab.cli.terminal.Colour.BOLD;
import static katas.lab.cli.terminal.Colour.FAINT;
import static katas.lab.cli.terminal.Colour.GREEN;
import static katas.lab.cli.terminal.Colour.RED;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.lab.cli.demo.LimiterClient.Answer;
import katas.lab.cli.demo.LimiterClient.Policy;
import katas.lab.cli.terminal.Activity;
import katas.lab.cli.terminal.Colour;
import katas.lab.cli.terminal.Console;
import katas.lab.infrastructure.RedisConsole;

/** A race, a burst around a window's edge, and an outage, on three replicas of the rate limiter. */
final class RateLimiterDemo implements Demo {
    private static final int REPLICAS = 3;
    private static final int LIMIT = 100;
    private static final int CALLS = 300;
    private static final int CALLERS = 50;
    private static final int A_BAR = 10;
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofSeconds(6);
    private static final Duration LEAD = Duration.ofMillis(1_200);
    private static final Duration AFTER_THE_EDGE = Duration.ofMillis(100);
    /** Short lives: what the second compiler would gain is not worth what it takes from the others on a small machine. */
    private static final Map<String, String> SHORT_LIVED = Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

    /** In the races, so that a busy machine is not taken for an outage; the outage has the deadline that is usual. */
    private static final Map<String, String> PATIENT =
            Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1", "KATAS_RATELIMITER_DEADLINE", "10s");

    private static final int FIRST_CALLS = 30;
    private static final int NEXT_CALLS = 60;
    private static final String OPEN = "outage-open";
    private static final List<String> ON_OUTAGE = List.of("open", "closed", "local");
    private static final List<String> OURS =
            List.of("fixed-window", "sliding-window-log", "sliding-window-counter", "token-bucket", "gcra");

    @Override
    public String kata() {
        return "rate-limiter";
    }

    @Override
    public void play(Stage stage) {
        var console = stage.console();
        console.line();
        console.line(
                " Three replicas of a rate limiter share one Redis. The limit is 100 an hour. Each replica reads the");
        console.line(" count, adds one, and writes it back. Now 300 calls arrive at once.");
        var guess = stage.ask(" How many pass?");
        console.line();
        var patient = stage.start("token-bucket", REPLICAS, PATIENT);
        try (var limiter = LimiterClient.of(patient)) {
            define(limiter);
            warmUp(console, limiter);
            race(stage, limiter, guess);
            burst(console, limiter);
        }
        stage.stop(patient);
        console.line(" Now with the deadline for Redis that is usual: 100 ms.");
        try (var limiter = LimiterClient.of(stage.start("token-bucket", REPLICAS, SHORT_LIVED))) {
            warmUp(console, limiter);
            outage(stage, limiter);
        }
        console.line(" How it works, and what each way costs: rate-limiter/README.md");
    }

    private static void define(LimiterClient limiter) {
        var policies = new ArrayList<Policy>();
        policies.add(new Policy("race-naive", "naive", LIMIT, LONG, "closed"));
        policies.add(new Policy("race-compare-and-set", "compare-and-set", LIMIT, LONG, "closed"));
        for (var algorithm : OURS) {
            policies.add(new Policy("race-" + algorithm, algorithm, LIMIT, LONG, "closed"));
            policies.add(new Policy("burst-" + algorithm, algorithm, LIMIT, SHORT, "closed"));
        }
        for (var choice : ON_OUTAGE) {
            policies.add(new Policy("outage-" + choice, "token-bucket", LIMIT, LONG, choice));
        }
        limiter.define(policies);
    }

    /** A JVM that has just started shows nothing but that. */
    private static void warmUp(Console console, LimiterClient limiter) {
        try (var activity = Activity.begin(console, "warming up")) {
            for (var algorithm : OURS) {
                var _ = Volley.fire(CALLS, call -> limiter.decide(call, "race-" + algorithm, "warm-up"));
            }
            activity.done("warmed up");
        }
        console.line();
    }

    private static void race(Stage stage, LimiterClient limiter, Optional<String> guess) {
        var console = stage.console();
        heading(console, "1  300 calls at once, limit 100");
        int naive = passed(race(limiter, "naive"));
        guess.filter(typed -> typed.matches("\\d{1,3}"))
                .ifPresent(typed -> console.line(row(console, "your guess", Integer.parseInt(typed), FAINT)));
        console.line(row(console, "naive", naive, RED) + (naive - LIMIT) + " too many: some read the same count");

        long before = reads(stage);
        var swapped = race(limiter, "compare-and-set");
        long reads = reads(stage) - before;
        console.line(row(console, "compare-and-set", passed(swapped), GREEN)
                + String.format(Locale.ROOT, "%,d reads of one key%s", reads, late(swapped)));

        for (var algorithm : OURS) {
            var answers = race(limiter, algorithm);
            console.line(row(console, algorithm, passed(answers), GREEN) + "one script decides" + late(answers));
            atMost(LIMIT, algorithm, passed(answers));
        }
        console.line();
    }

    private static List<Answer> race(LimiterClient limiter, String algorithm) {
        limiter.awaitCounting(OPEN);
        return Volley.fire(CALLS, call -> limiter.decide(call, "race-" + algorithm, "alice"));
    }

    /** An answer after the deadline is no answer: its permit is spent, and its call refused. */
    private static String late(List<Answer> answers) {
        long late = answers.stream().filter(Answer::late).count();
        return late == 0 ? "" : "; %d came too late".formatted(late);
    }

    private static void burst(Console console, LimiterClient limiter) {
        heading(console, "2  limit 100 in 6 s: 100 calls just before a window ends, 100 just after");
        var bursts = burst(limiter, 0);
        if (bursts.late()) {
            bursts = burst(limiter, 1);
        }
        for (int i = 0; i < OURS.size(); i++) {
            int before = passed(bursts.before(), i);
            int after = passed(bursts.after(), i);
            var colour = before + after > 3 * LIMIT / 2 ? RED : GREEN;
            console.line(row(console, OURS.get(i), before + after, colour) + "%d, then %d".formatted(before, after));
            atMost(2 * LIMIT, OURS.get(i), before + after);
        }
        console.line(faint(console, String.format(Locale.ROOT, "all within %.1f s", bursts.seconds())));
        console.line();
    }

    private static Bursts burst(LimiterClient limiter, int round) {
        limiter.awaitCounting(OPEN);
        // a fixed window is as new when it ends: so the limiter itself tells when that is
        long edge = System.nanoTime()
                + Duration.ofMillis(
                                limiter.decide(0, "burst-fixed-window", "scout").resetAfterMs())
                        .toNanos();
        if (edge - LEAD.toNanos() < System.nanoTime()) {
            edge += SHORT.toNanos();
        }
        sleepUntil(edge - LEAD.toNanos());
        long start = System.nanoTime();
        var before = burst(limiter, "alice-" + round);
        sleepUntil(edge + AFTER_THE_EDGE.toNanos());
        var after = burst(limiter, "alice-" + round);
        return new Bursts(before, after, (System.nanoTime() - start) / 1e9);
    }

    private static List<Answer> burst(LimiterClient limiter, String key) {
        int algorithms = OURS.size();
        return Volley.fire(
                LIMIT * algorithms,
                CALLERS,
                // the call's number within its algorithm: so that each one's calls go to all replicas
                call -> limiter.decide(call / algorithms, "burst-" + OURS.get(call % algorithms), key));
    }

    private static int passed(List<Answer> burst, int algorithm) {
        return passed(IntStream.range(0, LIMIT)
                .mapToObj(call -> burst.get(call * OURS.size() + algorithm))
                .toList());
    }

    private record Bursts(List<Answer> before, List<Answer> after, double seconds) {
        boolean late() {
            return Stream.concat(before.stream(), after.stream()).anyMatch(Answer::late);
        }
    }

    private static void outage(Stage stage, LimiterClient limiter) {
        var console = stage.console();
        heading(console, "3  Redis hangs: its connections stay open, and nothing answers; again 300 calls at once");
        limiter.awaitCounting(OPEN);
        stage.redis().pause();
        var first = Volley.fire(FIRST_CALLS, call -> limiter.decide(call, "outage-closed", "carol"));
        var next = IntStream.range(0, NEXT_CALLS)
                .mapToObj(call -> limiter.decide(call, "outage-closed", "carol"))
                .toList();

        for (var choice : ON_OUTAGE) {
            int admitted = passed(Volley.fire(CALLS, call -> limiter.decide(call, "outage-" + choice, "bob")));
            console.line(row(console, choice, admitted, admitted > LIMIT ? RED : GREEN) + meaning(choice, admitted));
        }
        console.line(faint(
                console,
                "slowest answer: %d ms for the first calls, %d ms when the breaker was open"
                        .formatted(slowestMillis(first), slowestMillis(next))));

        stage.redis().resume();
        long back = System.nanoTime();
        limiter.awaitCounting(OPEN);
        console.line(faint(
                console,
                String.format(
                        Locale.ROOT,
                        "all replicas count again %.1f s after Redis is back; nothing was restarted",
                        (System.nanoTime() - back) / 1e9)));
        console.line();
    }

    private static String meaning(String choice, int admitted) {
        return switch (choice) {
            case "open" -> "nobody counts, so all pass";
            case "closed" -> "503, all of them";
            default -> "each replica counts alone, up to its third: %d each".formatted(admitted / REPLICAS);
        };
    }

    private static long slowestMillis(List<Answer> answers) {
        return answers.stream()
                .map(Answer::took)
                .max(Duration::compareTo)
                .orElseThrow()
                .toMillis();
    }

    private static int passed(List<Answer> answers) {
        return (int) answers.stream().filter(Answer::passed).count();
    }

    private static long reads(Stage stage) {
        try {
            return RedisConsole.calls(stage.redis().port(), "mget");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void atMost(int limit, String algorithm, int passed) {
        if (passed > limit) {
            throw new IllegalStateException("%s let %d of %d pass".formatted(algorithm, passed, limit));
        }
    }

    private static void heading(Console console, String text) {
        console.line(" " + console.paint(BOLD, text));
    }

    private static String faint(Console console, String text) {
        return "    " + console.paint(FAINT, text);
    }

    private static String row(Console console, String name, int number, Colour colour) {
        var bar = "█".repeat((number + A_BAR / 2) / A_BAR);
        return "    %-23s%4d  ".formatted(name, number) + console.paint(colour, "%-31s".formatted(bar));
    }

    private static void sleepUntil(long nanoTime) {
        while (System.nanoTime() < nanoTime) {
            LockSupport.parkNanos(nanoTime - System.nanoTime());
        }
    }
}
