import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.Run;
import org.junit.jupiter.api.AfterEach;

/** What a takedown must do, on one node and on three. */
@Lab(Needs.REDIS)
class TakedownChecks {

    private static final int ROUNDS = 5;
    private static final long LIMIT_MILLIS = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int REDIRECTS = 10_000;
    private static final int LINKS = 10;
    private static final int CALLS = 50;

    private final List<Site> sites = new ArrayList<>();
    RedisHandle redis;

    @AfterEach
    void close() {
        sites.forEach(Site::close);
    }

    @Check("US-101")
    void one_node(Run run) {
        var node = site("n1");
        var code = run.unique("link");
        var other = run.unique("other");

        var before = node.visit(code);
        node.takedowns().take(code);
        must(eventually(node, code, Site.UNAVAILABLE_FOR_LEGAL_REASONS), "302, then 451", before + ", and 302 for 2 s");
        must(node.visit(other) == Site.FOUND, "302 for a link that nobody took down", "451");
        node.takedowns().lift(code);
        must(eventually(node, code, Site.FOUND), "302 once it was lifted", "451 for 2 s");
    }

    @Check("US-102")
    void three_nodes(Run run) {
        run.measured("naive", slowestOf(NaiveWatch.nodes(redis, 3), run.unique("naive")));

        var nodes = sites("n1", "n2", "n3");
        var taking = new ArrayList<Long>();
        var lifting = new ArrayList<Long>();
        for (int round = 0; round < ROUNDS; round++) {
            var code = run.unique("link" + round);
            nodes.forEach(node -> node.visit(code));
            nodes.get(round % 3).takedowns().take(code);
            taking.add(millisUntil(nodes, code, Site.UNAVAILABLE_FOR_LEGAL_REASONS));
            nodes.get((round + 1) % 3).takedowns().lift(code);
            lifting.add(millisUntil(nodes, code, Site.FOUND));
        }

        fast("451 on three nodes", taking);
        fast("302 on three nodes after the lift", lifting);
    }

    @Check("US-103")
    void redirects_ask_memory(Run run) {
        var node = site("n1");
        var codes = IntStream.range(0, LINKS)
                .mapToObj(number -> run.unique("link" + number))
                .toList();
        node.takedowns().take(codes.getFirst());
        eventually(node, codes.getFirst(), Site.UNAVAILABLE_FOR_LEGAL_REASONS);
        node.callsSince();

        IntStream.range(0, REDIRECTS).forEach(number -> node.visit(codes.get(number % LINKS)));

        int calls = node.callsSince();
        must(calls <= CALLS, "at most 50 calls to Redis for 10,000 redirects", calls + " calls");
    }

    @Check("US-104")
    void a_node_that_starts_later(Run run) {
        var code = run.unique("link");
        var first = site("n1");
        first.takedowns().take(code);
        eventually(first, code, Site.UNAVAILABLE_FOR_LEGAL_REASONS);

        var late = site("n4");

        must(late.visit(code) == Site.UNAVAILABLE_FOR_LEGAL_REASONS, "451 from a node that has just started", "302");
    }

    @Check("US-105")
    void a_node_that_was_cut_off(Run run) {
        var known = run.unique("known");
        var missed = run.unique("missed");
        var nodes = sites("n1", "n2");
        nodes.getFirst().takedowns().take(known);
        must(
                eventually(nodes.getLast(), known, Site.UNAVAILABLE_FOR_LEGAL_REASONS),
                "451 on the other node",
                "302 for 2 s");

        nodes.getLast().cutOff();
        nodes.getFirst().takedowns().take(missed);
        // longer than a node may take to hear of anything: whatever it looks at now, it looks at in vain
        var kept = IntStream.range(0, 30).allMatch(_ -> {
            pause(Duration.ofMillis(10));
            return nodes.getLast().visit(known) == Site.UNAVAILABLE_FOR_LEGAL_REASONS;
        });
        nodes.getLast().mend();

        must(kept, "451 for what it knew, while it was cut off", "302");
        must(
                eventually(nodes.getLast(), missed, Site.UNAVAILABLE_FOR_LEGAL_REASONS),
                "451 within 2 s for what was taken down while it was cut off",
                "302 for 2 s");
    }

    @Check("US-106")
    void redis_is_away(Run run) {
        var taken = run.unique("taken");
        var free = run.unique("free");
        var nodes = sites("n1", "n2");
        nodes.getFirst().takedowns().take(taken);
        nodes.forEach(node -> eventually(node, taken, Site.UNAVAILABLE_FOR_LEGAL_REASONS));

        nodes.forEach(Site::cutOff);
        var answers = IntStream.range(0, 30)
                .boxed()
                .flatMap(_ -> {
                    pause(Duration.ofMillis(10));
                    return nodes.stream().flatMap(node -> Stream.of(answer(node, taken), answer(node, free)));
                })
                .distinct()
                .sorted()
                .toList();

        must(
                answers.equals(List.of("302", "451")),
                "451 for the one and 302 for the other",
                String.join(", ", answers));
        must(
                nodes.stream()
                        .allMatch(node -> answer(node, taken).equals("451")
                                && answer(node, free).equals("302")),
                "451 for what was taken down, 302 for the other",
                "the other way round");
    }

    private static String answer(Site node, String code) {
        try {
            return Integer.toString(node.visit(code));
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static long slowestOf(List<NaiveWatch> nodes, String code) {
        long start = System.nanoTime();
        nodes.getFirst().take(code);
        while (!nodes.stream().allMatch(node -> node.taken(code))) {
            pause(Duration.ofMillis(1));
        }
        long millis = millisSince(start);
        nodes.forEach(NaiveWatch::close);
        return millis;
    }

    private static long millisUntil(List<Site> nodes, String code, int status) {
        long start = System.nanoTime();
        while (!nodes.stream().allMatch(node -> node.visit(code) == status)) {
            if (millisSince(start) > PATIENCE.toMillis()) {
                break;
            }
            pause(Duration.ofMillis(1));
        }
        return millisSince(start);
    }

    private static boolean eventually(Site node, String code, int status) {
        return millisUntil(List.of(node), code, status) <= PATIENCE.toMillis();
    }

    private static void fast(String what, List<Long> millis) {
        long median = millis.stream()
                .mapToLong(each -> each)
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
        if (median > LIMIT_MILLIS) {
            throw CheckFailure.expected(what + " within 250 ms", "a median of " + median + " ms")
                    .breaking("within 250 ms of the order every node that reaches Redis has heard of it")
                    .shownBy(millis.stream().map(each -> each + " ms").toList());
        }
    }

    private static void must(boolean holds, String expected, String got) {
        if (!holds) {
            throw CheckFailure.expected(expected, got);
        }
    }

    private Site site(String name) {
        return sites(name).getFirst();
    }

    private List<Site> sites(String... names) {
        var started = Stream.of(names).map(name -> new Site(name, redis)).toList();
        sites.addAll(started);
        return started;
    }

    private static long millisSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
