package katas.lab.cli.demo;

import static katas.lab.cli.terminal.Colour.GREEN;
import static katas.lab.cli.terminal.Colour.RED;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import katas.lab.cli.run.Service;
import katas.lab.cli.terminal.Activity;

/** An edit that a hot copy never sees, a crowd before an expired copy, and clicks that a crash takes along. */
final class UrlShortenerDemo implements Demo {
    private static final String OURS = "tracked";
    private static final String TTL = "ttl-cache";
    private static final String FORGETFUL = "fire-and-forget";
    private static final String OLD = "https://example.com/old";
    private static final String NEW = "https://example.com/new";

    private static final Duration WATCHED = Duration.ofSeconds(8);
    private static final Duration BETWEEN_VISITS = Duration.ofMillis(20);
    private static final int NAMES = 17;
    private static final int WIDTH = 28;
    private static final int CROWD = 300;
    private static final Duration SLOW = Duration.ofMillis(100);
    private static final int CLICKS = 500;
    private static final int CALLERS = 4;
    /** Longer than Kafka waits before it gives the partitions of a consumer that was killed to another. */
    private static final Duration RECOUNT = Duration.ofSeconds(15);

    /**
     * Patient, so that a busy machine is not taken for a fault. And short lives: what the second compiler would gain is
     * not worth what it takes from the others on a small machine.
     */
    private static final Map<String, String> SHORT_LIVED = Map.of(
            "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1",
            "KATAS_URLSHORTENER_TRUST", "10s",
            "KATAS_URLSHORTENER_DEADLINE", "5s",
            "KATAS_URLSHORTENER_WRITEDEADLINE", "5s");

    @Override
    public String kata() {
        return "url-shortener";
    }

    @Override
    public void play(Stage stage) {
        var console = stage.console();
        console.line();
        console.line(
                " A short link is on everybody's screen. Its copy in a replica's cache has just gone, and " + CROWD);
        console.line(
                " visitors follow the link in the same moment. The store is a little slow today: 100 ms an answer.");
        var guess = stage.ask(" How often does the usual cache, get or else load and put, ask the store?");
        console.line();
        try (var links = new ShortenerClient()) {
            var usual = stage.start(TTL, 2, SHORT_LIVED);
            var ours = stage.start(OURS, 2, SHORT_LIVED);
            warmUp(stage, links, usual, ours);
            stampede(stage, links, usual, ours, guess);
            staleRedirect(stage, links, usual, ours);
            stage.stop(usual);
            crash(stage, links, ours);
        }
        console.line(" How it works, and what each way costs: url-shortener/README.md");
    }

    /** A JVM that has just started shows nothing but that. */
    private static void warmUp(Stage stage, ShortenerClient links, List<Service> usual, List<Service> ours) {
        try (var activity = Activity.begin(stage.console(), "warming up")) {
            for (var replicas : List.of(usual, ours)) {
                var code = links.shorten(replicas.getFirst(), OLD);
                var _ = Volley.fire(CROWD, visitor -> links.visit(replicas.get(visitor % 2), code));
            }
            activity.done("warmed up");
        }
        stage.console().line();
    }

    private static void stampede(
            Stage stage, ShortenerClient links, List<Service> usual, List<Service> ours, Optional<String> guess) {
        var card = new Card(stage.console(), NAMES, WIDTH);
        card.heading("1  %d visitors at once, and no copy".formatted(CROWD));
        card.guess(guess);
        long naive = reads(stage, links, usual);
        card.row(TTL, RED, naive + " questions to the store", "each who finds no copy asks for himself");
        long one = reads(stage, links, ours);
        card.row(
                OURS, GREEN, one + " question to the store", "the first asks, and the others wait for the same answer");
        must(one == 1, one + " questions for one link");
        stage.console().line();
    }

    private static long reads(Stage stage, ShortenerClient links, List<Service> replicas) {
        var code = links.shorten(replicas.getFirst(), OLD);
        var crowded = replicas.getLast();
        // what a replica must know of codes as such is known now
        links.visit(crowded, links.shorten(replicas.getFirst(), OLD));
        long before = links.reads(crowded);
        stage.redis().delay(SLOW);
        var answers = Volley.fire(CROWD, _ -> links.visit(crowded, code));
        stage.redis().mend();
        must(answers.stream().allMatch(OLD::equals), "not all were redirected");
        return links.reads(crowded) - before;
    }

    private static void staleRedirect(Stage stage, ShortenerClient links, List<Service> usual, List<Service> ours) {
        var card = new Card(stage.console(), NAMES, WIDTH);
        card.heading("2  a link is edited at one replica while its visitors go on at the other");
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var naive = CompletableFuture.supplyAsync(() -> untilSeen(links, usual), both);
            var tracked = CompletableFuture.supplyAsync(() -> untilSeen(links, ours), both);
            card.row(
                    TTL,
                    RED,
                    naive.join()
                            .map(UrlShortenerDemo::millis)
                            .orElse("old target for all " + WATCHED.toSeconds() + " s"),
                    "copies live 5 s, and each visit prolongs them: a hot link never sees its edit");
            var seen = tracked.join();
            card.row(
                    OURS,
                    GREEN,
                    seen.map(UrlShortenerDemo::millis).orElse("old target for all " + WATCHED.toSeconds() + " s"),
                    "Redis tells the replicas which copies are wrong");
            must(seen.isPresent(), "the edit was never seen");
        }
        stage.console().line();
    }

    /** Returns how long after the edit the first visitor is sent to the new target; nothing if none was. */
    private static Optional<Duration> untilSeen(ShortenerClient links, List<Service> replicas) {
        var code = links.shorten(replicas.getFirst(), OLD);
        replicas.forEach(replica -> links.visit(replica, code));
        links.edit(replicas.getFirst(), code, NEW);
        long edited = System.nanoTime();
        while (System.nanoTime() - edited < WATCHED.toNanos()) {
            if (links.visit(replicas.getLast(), code).equals(NEW)) {
                return Optional.of(Duration.ofNanos(System.nanoTime() - edited));
            }
            LockSupport.parkNanos(BETWEEN_VISITS.toNanos());
        }
        return Optional.empty();
    }

    private static String millis(Duration seen) {
        return "new target after %,d ms".formatted(Math.max(1, seen.toMillis()));
    }

    private static void crash(Stage stage, ShortenerClient links, List<Service> ours) {
        var forgetful = stage.start(FORGETFUL, 1, SHORT_LIVED).getFirst();
        long before = links.acknowledged(ours.getFirst());
        var card = new Card(stage.console(), NAMES, WIDTH);
        card.heading("3  %d clicks, and then the replica that took them is killed with -9".formatted(CLICKS));
        var forgotten = click(links, forgetful);
        links.acknowledged(forgetful);
        forgetful.kill();
        var followed = click(links, ours.getFirst());
        long acknowledged = links.acknowledged(ours.getFirst());
        ours.getFirst().kill();

        var survivor = ours.getLast();
        long counted = countedAgain(stage, links, survivor, followed, acknowledged - before);
        card.row(
                FORGETFUL,
                RED,
                "%d clicks lost".formatted(CLICKS - links.clicks(survivor, forgotten)),
                "sent in batches of half a second, and nobody knows");
        card.row(
                OURS,
                GREEN,
                "%d clicks lost".formatted(CLICKS - counted),
                "Kafka had acknowledged %d of them: each is counted, once".formatted(acknowledged - before));
        must(counted >= acknowledged - before && counted <= CLICKS, counted + " clicks counted");
        stage.console().line();
    }

    /** Has a new link of a replica followed; returns its code. */
    private static String click(ShortenerClient links, Service replica) {
        var code = links.shorten(replica, OLD);
        var _ = Volley.fire(CLICKS, CALLERS, _ -> links.visit(replica, code));
        return code;
    }

    /** Waits until all that was acknowledged is counted, or long enough for it; returns how many are. */
    private static long countedAgain(
            Stage stage, ShortenerClient links, Service replica, String code, long acknowledged) {
        try (var activity = Activity.begin(stage.console(), "counting again at another replica")) {
            long start = System.nanoTime();
            long counted = links.clicks(replica, code);
            while (counted < acknowledged && System.nanoTime() - start < RECOUNT.toNanos()) {
                LockSupport.parkNanos(BETWEEN_VISITS.toNanos());
                counted = links.clicks(replica, code);
            }
            activity.done("counted again at another replica");
            return counted;
        }
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
