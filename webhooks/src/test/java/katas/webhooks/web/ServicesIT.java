package katas.webhooks.web;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Seeds;
import katas.lab.testing.ServiceKill;
import katas.lab.testing.ServiceProcess;
import katas.webhooks.web.PlayedEndpoints.Call;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Three real services that do the same work, and keep to what an endpoint asks for only if they keep to it together. */
@Lab({Needs.REDIS, Needs.KAFKA})
@ServiceKill
// any order will do; in this one nobody has to be started again
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServicesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SERVICES = 3;
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int RATE = 10;
    private static final int BURST = 1;
    private static final int WAITING = 100;
    private static final int WATCHED = 60;
    // whoever stands still for most of a second between a permit and its call moves as many into the second after
    private static final int LATE = 8;

    private static final int KEYS = 8;
    private static final int BEFORE = 100;
    private static final int AFTER = 100;

    private static final PlayedEndpoints ENDPOINTS = PlayedEndpoints.start();
    private static final Customer CUSTOMER = new Customer("demo-key");

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static List<ServiceProcess> services = List.of();

    private final List<Sender> senders = new ArrayList<>();
    /** What the ordered endpoint waits for before it fails; if that is over, it answers at once. */
    private volatile CompletableFuture<@Nullable Void> held = CompletableFuture.completedFuture(null);

    @BeforeAll
    static void start(RedisHandle redis, KafkaHandle kafka) throws ExecutionException, InterruptedException {
        var prefix = "services-" + UUID.randomUUID();
        Services.giveMembersUpSoon(prefix, kafka);
        services = Services.of(prefix, redis, kafka)
                .property("katas.webhooks.attempts.timeout", "1s")
                .property("katas.webhooks.attempts.lease", "2s")
                // so long that a busy machine is not taken for an outage
                .property("katas.webhooks.append-deadline", "10s")
                // so many that nothing becomes a dead letter
                .property("katas.webhooks.attempts.waits", "50ms" + ",50ms".repeat(49))
                .start(SERVICES);
    }

    @BeforeEach
    void all_work() {
        services.stream().filter(service -> !service.running()).forEach(ServiceProcess::restart);
        awaitUntil(() -> services.stream()
                .allMatch(
                        service -> CUSTOMER.at(service).get("/actuator/health").status() == 200));
    }

    @AfterEach
    void leave() {
        senders.forEach(Sender::leave);
    }

    @AfterAll
    static void stop() {
        services.forEach(ServiceProcess::close);
        ENDPOINTS.close();
    }

    @Test
    @Order(1)
    void three_services_together_call_an_endpoint_no_more_often_than_10_times_and_the_burst_in_any_second() {
        var before = services.stream().map(ServicesIT::calls).toList();
        var endpoint = CUSTOMER.endpoint(
                services.getFirst(),
                "{\"url\":\"%s\",\"eventTypes\":[\"limited.paid\"],\"rateLimit\":1}"
                        .formatted(ENDPOINTS.url("limited")));
        // so slow is it that most of them wait
        var sender = Sender.start(ServicesIT::anyone, "limited.paid");
        senders.add(sender);
        awaitUntil(() -> sender.accepted() >= ENDPOINTS.calls("limited").size() + WAITING);
        var _ = sender.stop();

        long begin = System.nanoTime();
        CUSTOMER.at(services.getFirst()).patch("/v1/endpoints/" + endpoint, "{\"rateLimit\":%d}".formatted(RATE));
        awaitUntil(() -> callsSince(begin).size() >= WATCHED);
        CUSTOMER.at(services.getFirst()).delete("/v1/endpoints/" + endpoint);

        var calls = callsSince(begin);
        int most = most(calls);
        var shares = IntStream.range(0, SERVICES)
                .map(number -> calls(services.get(number)) - before.get(number))
                .boxed()
                .toList();
        System.out.printf("at most %d calls in a second, of the services %s%n", most, shares);
        assertThat(most).isLessThanOrEqualTo(RATE + BURST + LATE);
        // some of before may be late; early none can be, whoever stands still
        assertThat(calls.get(WATCHED - 1).nanos() - begin)
                .isGreaterThan((WATCHED - BURST - LATE) * SECOND_NANOS / RATE);
        assertThat(shares).allSatisfy(share -> assertThat(share).isPositive());
    }

    @Test
    @Order(2)
    void whoever_fails_and_whoever_is_killed_the_messages_of_a_key_arrive_in_the_order_in_which_they_were_accepted() {
        var random = new Random(Seeds.next());
        ENDPOINTS.answer("ordered", () -> {
            var end = held;
            if (!end.isDone()) {
                end.join();
                return 500;
            }
            return random.nextInt(5) == 0 ? 500 : 204;
        });
        CUSTOMER.endpoint(
                services.getFirst(),
                "{\"url\":\"%s\",\"eventTypes\":[\"ordered.paid\"],\"ordered\":true}"
                        .formatted(ENDPOINTS.url("ordered")));
        for (int key = 0; key < KEYS; key++) {
            senders.add(Sender.inOrder(ServicesIT::anyone, "ordered.paid", "key-" + key));
        }
        awaitUntil(() -> taken().size() >= BEFORE);

        held = new CompletableFuture<>();
        var victim = services.getLast();
        awaitUntil(() -> callsNow(victim) > 0);
        victim.kill();
        held.complete(null);
        int then = taken().size();
        awaitUntil(() -> taken().size() >= then + AFTER);
        var accepted =
                senders.stream().map(sender -> List.copyOf(sender.stop())).toList();
        var all = accepted.stream().flatMap(List::stream).collect(toSet());
        awaitUntil(() -> Set.copyOf(taken()).containsAll(all));

        var arrived = taken();
        System.out.printf(
                "%d messages in order, %d calls%n",
                all.size(), ENDPOINTS.calls("ordered").size());
        assertThat(arrived).hasSameSizeAs(all);
        assertThat(accepted.stream()
                        .map(Set::copyOf)
                        .map(ofKey -> arrived.stream().filter(ofKey::contains).toList()))
                .isEqualTo(accepted);
    }

    /** Returns one after the other, dead or alive. */
    private static ServiceClient anyone() {
        return CUSTOMER.at(services.get(Math.floorMod(NEXT.getAndIncrement(), SERVICES)));
    }

    /** Returns the messages that the ordered endpoint has taken, by the first time each. */
    private static List<String> taken() {
        return ENDPOINTS.calls("ordered").stream()
                .filter(Call::isTaken)
                .map(Call::message)
                .distinct()
                .toList();
    }

    /** Returns the calls of the limited endpoint since a time. */
    private static List<Call> callsSince(long nanos) {
        return ENDPOINTS.calls("limited").stream()
                .filter(call -> call.nanos() - nanos > 0)
                .sorted(Comparator.comparingLong(Call::nanos))
                .toList();
    }

    /** Returns how many there are in the second that has most: each begins with one of them. */
    private static int most(List<Call> calls) {
        return calls.stream()
                .mapToInt(first -> (int) calls.stream()
                        .map(call -> call.nanos() - first.nanos())
                        .filter(later -> later >= 0 && later < SECOND_NANOS)
                        .count())
                .max()
                .orElseThrow();
    }

    /** Returns how many calls a service has made. */
    private static int calls(ServiceProcess service) {
        return metric(service, "attempts_seconds_count");
    }

    /** Returns how many calls a service makes just now. */
    private static int callsNow(ServiceProcess service) {
        return metric(service, "attempts_active");
    }

    private static int metric(ServiceProcess service, String name) {
        return CUSTOMER.at(service)
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static void awaitUntil(BooleanSupplier so) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(so::getAsBoolean);
    }
}
