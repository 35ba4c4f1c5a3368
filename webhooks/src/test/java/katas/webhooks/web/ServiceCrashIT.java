package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.ServiceKill;
import katas.lab.testing.ServiceProcess;
import katas.lab.testing.TradeOffs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real services that die by kill -9, four in each build and 22 on request. */
@Lab({Needs.REDIS, Needs.KAFKA})
@ServiceKill
class ServiceCrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOST = "accepted messages that nobody delivers after kill -9";
    /** No point: killed at any moment, amid its work. */
    private static final String ANYWHERE = "";

    private static final String AMID_FAN_OUT = "amid-fan-out";
    private static final List<String> IN_EACH_BUILD = List.of("after-attempt", ANYWHERE, ANYWHERE);
    private static final List<String> ON_REQUEST = Stream.of(
                    "before-append",
                    "after-append",
                    "before-fan-out",
                    "after-fan-out",
                    "before-attempt",
                    "after-completion",
                    "before-append",
                    "after-append",
                    "after-attempt")
            .flatMap(point -> Stream.of(ANYWHERE, point))
            .toList();
    private static final int STARTED_AT_ONCE = 4;
    private static final int A_FEW = 8;
    private static final int AMID = 20;

    private static final String PREFIX = "crash-" + UUID.randomUUID();
    private static final PlayedEndpoints ENDPOINTS = PlayedEndpoints.start();
    private static final Customer CUSTOMER = new Customer("demo-key");
    /** Has so many endpoints that it can have no other. */
    private static final Customer CROWD = new Customer("demo-key-2");

    private static List<ServiceProcess> victims = List.of();
    private static ServiceProcess survivor;
    private static ServiceProcess inline;

    private final RedisHandle redis;
    private final KafkaHandle kafka;
    private final List<Sender> senders = new ArrayList<>();
    /** Who takes in what is sent. */
    private volatile ServiceProcess serving;

    ServiceCrashIT(RedisHandle redis, KafkaHandle kafka) {
        this.redis = redis;
        this.kafka = kafka;
    }

    @BeforeAll
    static void start(RedisHandle redis, KafkaHandle kafka) throws ExecutionException, InterruptedException {
        Services.giveMembersUpSoon(PREFIX, kafka);
        var inlined = Services.of(PREFIX + "-inline", redis, kafka)
                .variant("inline")
                .property("katas.webhooks.attempts.waits", "1h");
        var crashing = Stream.concat(IN_EACH_BUILD.stream(), Stream.of(AMID_FAN_OUT))
                .map(point -> crashing(point, redis, kafka));
        var started = Services.start(Stream.concat(Stream.of(inlined, crashing(ANYWHERE, redis, kafka)), crashing)
                .toList());
        inline = started.get(0);
        survivor = started.get(1);
        victims = started.subList(2, started.size());
        // until it is their turn
        victims.forEach(ServiceProcess::pause);
    }

    private static ServiceProcess.Builder crashing(String point, RedisHandle redis, KafkaHandle kafka) {
        return Services.of(PREFIX, redis, kafka).property("katas.webhooks.crash-at", point);
    }

    @BeforeEach
    void serve() {
        serving = survivor;
    }

    @AfterEach
    void leave() {
        senders.forEach(Sender::leave);
        survivor.resume();
    }

    @AfterAll
    static void stop() {
        victims.forEach(ServiceProcess::kill);
        survivor.close();
        inline.close();
        ENDPOINTS.close();
    }

    @Test
    void whoever_is_killed_at_whatever_moment_every_accepted_message_is_delivered_or_a_dead_letter() {
        var healthy = List.of("shop", "ledger");
        healthy.forEach(name -> CUSTOMER.endpoint(survivor, ENDPOINTS.url(name), "crash.paid"));
        var broken = CUSTOMER.endpoint(survivor, ENDPOINTS.url("broken"), "crash.paid");
        ENDPOINTS.fail("broken");
        survivor.pause();
        serving = victims.getFirst();
        var sender = sending("crash.paid");

        killOneAfterTheOther(victims, IN_EACH_BUILD);
        ON_REQUEST.stream()
                .limit(Rounds.of(0, ON_REQUEST.size()))
                .gather(Gatherers.windowFixed(STARTED_AT_ONCE))
                .forEach(this::killMore);
        survivor.resume();
        serving = survivor;
        int before = sender.accepted();
        awaitUntil(() -> sender.accepted() > before);
        var accepted = sender.stop();

        awaitUntil(
                () -> healthy.stream().allMatch(name -> ENDPOINTS.messages(name).equals(accepted)));
        awaitUntil(() -> CUSTOMER.deadLetters(survivor, broken).equals(accepted));
        int repeats = ENDPOINTS.repeats(healthy);
        System.out.printf("isolated: accepted %d, repeated %d, lost 0%n", accepted.size(), repeats);
        assertThat(repeats).isPositive();
        TradeOffs.record(LOST, "isolated", 0);
    }

    @Test
    void a_message_to_a_thousand_endpoints_whose_fan_out_is_killed_amid_has_one_delivery_for_each() {
        var made = LoadDriver.run(1_000, A_FEW, _ -> CROWD.endpoint(survivor, ENDPOINTS.url("crowd"), "crowd.paid"));
        assertThat(made.failures()).isEmpty();
        survivor.pause();
        var victim = victims.getLast();
        victim.resume();

        var message = await().atMost(PATIENCE)
                .until(() -> CROWD.trySend(victim, "crowd.paid"), answer -> answer.status() == 202)
                .json()
                .get("id")
                .stringValue();
        awaitUntil(() -> isHalted(victim));
        victim.kill();
        survivor.resume();

        awaitUntil(() -> CROWD.deliveries(survivor, message).values().stream()
                        .filter("delivered"::equals)
                        .count()
                == 1_000);
        assertThat(CROWD.deliveries(survivor, message).keySet()).isEqualTo(Set.copyOf(made.results()));
    }

    @Test
    void who_calls_in_the_request_and_remembers_in_memory_loses_what_was_to_be_tried_again() {
        CUSTOMER.endpoint(inline, ENDPOINTS.url("flaky"), "inline.paid");
        ENDPOINTS.fail("flaky");
        var accepted = IntStream.range(0, 20)
                .mapToObj(_ -> CUSTOMER.send(inline, "inline.paid"))
                .toList();
        assertThat(ENDPOINTS.messages("flaky")).hasSize(20).containsAll(accepted);

        inline.kill();
        ENDPOINTS.mend("flaky");
        inline.restart();

        // it works, and knows nothing of what it had accepted
        CUSTOMER.send(inline, "inline.paid");
        assertThat(ENDPOINTS.messages("flaky")).hasSize(21);
        assertThat(ENDPOINTS.repeats(List.of("flaky"))).isZero();
        System.out.printf("inline: accepted 21, lost %d%n", accepted.size());
        TradeOffs.record(LOST, "inline", accepted.size());
    }

    private Sender sending(String eventType) {
        var sender = Sender.start(() -> CUSTOMER.at(serving), eventType);
        senders.add(sender);
        return sender;
    }

    private void killMore(List<String> points) {
        var more = Services.start(
                points.stream().map(point -> crashing(point, redis, kafka)).toList());
        try {
            more.forEach(ServiceProcess::pause);
            killOneAfterTheOther(more, points);
        } finally {
            more.forEach(ServiceProcess::kill);
        }
    }

    private void killOneAfterTheOther(List<ServiceProcess> some, List<String> points) {
        for (int turn = 0; turn < points.size(); turn++) {
            var victim = some.get(turn);
            var point = points.get(turn);
            int before = ENDPOINTS.messages("shop").size();
            victim.resume();
            serving = victim;
            awaitUntil(() ->
                    point.equals(ANYWHERE) ? ENDPOINTS.messages("shop").size() >= before + AMID : isHalted(victim));
            victim.kill();
        }
    }

    private static boolean isHalted(ServiceProcess victim) {
        return victim.log().stream().anyMatch(said -> said.contains("waiting to be killed"));
    }

    private static void awaitUntil(BooleanSupplier so) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(so::getAsBoolean);
    }
}
