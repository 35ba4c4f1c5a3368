package katas.lab.cli.demo;

import static katas.lab.cli.terminal.Colour.GREEN;
import static katas.lab.cli.terminal.Colour.RED;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import katas.lab.cli.run.Service;
import katas.lab.cli.terminal.Activity;
import katas.lab.infrastructure.FreePorts;

/** One receiver that hangs, and what a crash takes along. */
final class WebhooksDemo implements Demo {
    private static final String OURS = "isolated";
    private static final String SHARED_QUEUE = "shared-queue";
    private static final String INLINE = "inline";
    private static final String OUTAGE = "-outage";
    private static final String ORDER = "order.paid";
    private static final String REFUND = "refund.made";

    private static final int NAMES = 14;
    private static final int WIDTH = 32;
    private static final int RECEIVERS = 20;
    private static final int MESSAGES = 50;
    private static final int OWED = (RECEIVERS - 1) * MESSAGES;
    /** Fewer than it takes to open a breaker. */
    private static final int REFUNDS = 40;

    private static final int CALLERS = 8;
    /** Shorter than the first of those that hang is waited for. */
    private static final Duration WATCHED = Duration.ofSeconds(5);
    /** To look is work, too, for the receivers. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);
    /** Longer than a consumer that has just started waits for its partitions. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Longer than it takes until the first retry. */
    private static final Duration RECOVERY = Duration.ofSeconds(5);
    /** Longer than a lease, if something was under way. */
    private static final Duration OUR_RECOVERY = Duration.ofSeconds(40);

    @Override
    public String kata() {
        return "webhooks";
    }

    @Override
    public void play(Stage stage) {
        var console = stage.console();
        console.line();
        console.line(
                " %d receivers want every message, and one of them hangs: it takes the connection, and never answers."
                        .formatted(RECEIVERS));
        console.line(" %d messages come. One queue for everybody, eight workers, 15 s until a call is given up."
                .formatted(MESSAGES));
        var guess = stage.ask(" Of the %d deliveries to the other %d, how many arrive within %d s?"
                .formatted(OWED, RECEIVERS - 1, WATCHED.toSeconds()));
        console.line();
        int port = FreePorts.next();
        stage.start(OURS, 1, environment(port, "receiver", OURS));
        try (var tenant = new WebhooksClient(port)) {
            var card = new Card(console, NAMES, WIDTH);
            card.heading("1  %d messages for %d receivers, one of which hangs".formatted(MESSAGES, RECEIVERS));
            card.guess(guess);
            var shared = start(stage, port, SHARED_QUEUE);
            var stalled = hang(stage, tenant, shared, SHARED_QUEUE, WATCHED);
            card.row(SHARED_QUEUE, RED, stalled.text(), "the one that hangs has all the workers");
            // what hangs would be waited for
            shared.kill();

            var ours = start(stage, port, OURS);
            var delivered = hang(stage, tenant, ours, OURS, PATIENCE);
            card.row(OURS, GREEN, delivered.text(), "a queue for each, and a share of the places");
            must(delivered.arrived() == OWED, "delivered: " + delivered.text());
            console.line();

            card.heading("2  %d messages for a receiver that is down, and then the process is killed with -9"
                    .formatted(REFUNDS));
            long lost = crash(stage, tenant, port, start(stage, port, INLINE), INLINE);
            card.row(
                    INLINE,
                    RED,
                    "%d of %d lost".formatted(lost, REFUNDS),
                    "all were answered with 202; what was to be tried again was in memory");
            long ourLost = crash(stage, tenant, port, ours, OURS);
            card.row(
                    OURS,
                    GREEN,
                    "%d of %d lost".formatted(ourLost, REFUNDS),
                    "the log has the messages, Redis when they are due");
            must(ourLost == 0, ourLost + " messages lost");
        }
        console.line();
        console.line(" How it works, and what each way costs: webhooks/README.md");
    }

    private static Service start(Stage stage, int receiverPort, String variant) {
        return stage.start(variant, 1, environment(receiverPort, "api,fan-out,dispatcher", variant))
                .getFirst();
    }

    /** Each variant has keys, a topic and groups of its own. */
    private static Map<String, String> environment(int receiverPort, String roles, String variant) {
        var environment = new HashMap<>(Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"));
        environment.put("WEBHOOK_RECEIVER_PORT", Integer.toString(receiverPort));
        environment.put("KATAS_WEBHOOKS_ROLES", roles);
        environment.put("KATAS_WEBHOOKS_PREFIX", variant);
        return environment;
    }

    /**
     * What those that work have got.
     *
     * @param within how long that took since the last message was accepted
     */
    private record Arrived(long arrived, Duration within) {
        String text() {
            return String.format(Locale.ROOT, "%d of %d in %.1f s", arrived, OWED, within.toMillis() / 1_000.0);
        }
    }

    /** Returns when all has come to those that work, or after a while. */
    private static Arrived hang(
            Stage stage, WebhooksClient tenant, Service service, String variant, Duration patience) {
        var names = IntStream.rangeClosed(1, RECEIVERS)
                .mapToObj(number -> variant + "-" + number)
                .toList();
        names.forEach(name -> tenant.subscribe(service, name, ORDER));
        warmUp(stage, tenant, service, names);
        tenant.behave(names.getFirst(), "hang");
        var healthy = names.subList(1, RECEIVERS);
        long before = taken(tenant, healthy);
        var _ = Volley.fire(MESSAGES, CALLERS, number -> {
            tenant.send(service, ORDER, number);
            return number;
        });
        long start = System.nanoTime();
        var _ = await(patience, () -> taken(tenant, healthy) - before == OWED);
        return new Arrived(taken(tenant, healthy) - before, Duration.ofNanos(System.nanoTime() - start));
    }

    /** A process that has just started has no partitions yet, and is slow. */
    private static void warmUp(Stage stage, WebhooksClient tenant, Service service, List<String> receivers) {
        try (var activity = Activity.begin(stage.console(), "waiting for the first message to arrive")) {
            tenant.send(service, ORDER, 0);
            must(
                    await(PATIENCE, () -> taken(tenant, receivers) == receivers.size()),
                    "the first message has not arrived");
            activity.done("the first message has arrived");
        }
    }

    private static long taken(WebhooksClient tenant, List<String> receivers) {
        return receivers.stream().mapToLong(tenant::taken).sum();
    }

    /** Returns how many messages never arrive. */
    private static long crash(Stage stage, WebhooksClient tenant, int port, Service doomed, String variant) {
        var name = variant + OUTAGE;
        tenant.subscribe(doomed, name, REFUND);
        tenant.behave(name, "error");
        var _ = Volley.fire(REFUNDS, CALLERS, number -> {
            tenant.send(doomed, REFUND, number);
            return number;
        });
        var _ = await(PATIENCE, () -> tenant.refused(name) >= REFUNDS);
        doomed.kill();
        tenant.behave(name, "ok");

        var survivor = start(stage, port, variant);
        try (var activity = Activity.begin(stage.console(), "waiting for what " + variant + " still delivers")) {
            var _ = await(variant.equals(OURS) ? OUR_RECOVERY : RECOVERY, () -> tenant.taken(name) == REFUNDS);
            activity.done("waited for what " + variant + " still delivers");
        }
        long arrived = tenant.taken(name);
        survivor.kill();
        return REFUNDS - arrived;
    }

    /** Returns whether it came to that in time. */
    private static boolean await(Duration patience, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > patience.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
