package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.Seeds;
import katas.lab.testing.ServiceKill;
import katas.lab.testing.ServiceProcess;
import katas.shopping.provider.Fault;
import katas.shopping.provider.PlayedProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Three real services: all take carts, and one each leads the orders, keeps the stock, and pays; none gets anywhere without
 * the others. The provider tells of a payment before it answers.
 */
@Lab({Needs.REDIS, Needs.KAFKA})
@ServiceKill
class ServicesIT {
    private static final int ORDER = 0;
    private static final int INVENTORY = 1;
    private static final int PAYMENT = 2;
    private static final List<String> ROLES = List.of("cart,order", "cart,inventory", "cart,payment");
    private static final int AT_ONCE = 200;
    private static final int A_FEW = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static List<ServiceProcess> services = List.of();
    private static List<Shop> shops = List.of();
    private static PlayedProvider provider;

    @BeforeAll
    static void start(RedisHandle redis, KafkaHandle kafka) throws ExecutionException, InterruptedException {
        provider = PlayedProvider.listening(order -> shop(PAYMENT).guest.post("/v1/payment-callbacks/" + order, ""));
        var prefix = "services-" + UUID.randomUUID();
        Services.giveMembersUpSoon(prefix, kafka);
        services = Services.start(ROLES.stream()
                .map(roles -> Services.of(prefix, redis, kafka, provider).property("katas.shopping-cart.roles", roles))
                .toList());
        shops = services.stream().map(ServicesIT::shopAt).toList();
        // a process that starts on a busy machine may reach Redis a moment later
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shops)
                        .extracting(shop -> shop.guest.get("/actuator/health").body())
                        .allMatch(health -> health.contains("\"status\":\"UP\"") && !health.contains("DOWN")));
    }

    @AfterAll
    static void stop() {
        services.forEach(ServiceProcess::close);
        provider.close();
    }

    private static Shop shop(int number) {
        return shops.get(number % shops.size());
    }

    /** Returns one that sells by the carts of one service, and asks for everything else who knows it. */
    private static Shop shopAt(ServiceProcess service) {
        var elsewhere = Map.of(
                "/v1/orders", ORDER, "/v1/sagas", ORDER, "/v1/inventory", INVENTORY, "/v1/payment-callbacks", PAYMENT);
        return Shop.at(path -> elsewhere.entrySet().stream()
                .filter(place -> path.startsWith(place.getKey()))
                .findFirst()
                .map(place -> services.get(place.getValue()))
                .orElse(service)
                .port());
    }

    private static void buy(List<Buyer> buyers) {
        pack(buyers);
        var ordered = LoadDriver.run(buyers.size(), number -> buyers.get(number).buy(shop(number + 1)));
        assertThat(ordered.failures()).isEmpty();
    }

    private static void pack(List<Buyer> buyers) {
        var packed = LoadDriver.run(
                buyers.size(), A_FEW, number -> buyers.get(number).pack(shop(number)));
        assertThat(packed.failures()).isEmpty();
    }

    @Test
    void of_200_who_check_out_the_last_unit_at_once_one_gets_it_and_the_others_are_refused_and_pay_nothing() {
        for (int round = 0; round < Rounds.of(1, 10); round++) {
            var books = new Books(provider);
            var sku = shop(0).selling(1, 199);
            var buyers = Stream.generate(() -> new Buyer(Map.of(sku, 1), "ok"))
                    .limit(AT_ONCE)
                    .toList();

            buy(buyers);

            assertThat(books.addUp(shop(0), buyers, Map.of(sku, 1)))
                    .isEqualTo(Map.of("completed", 1L, "rejected", AT_ONCE - 1L));
        }
    }

    @Test
    void whatever_random_carts_are_checked_out_what_is_not_on_hand_is_sold_and_paid_for() {
        var random = new SplittableRandom(Seeds.next());
        var books = new Books(provider);
        var delivered = new HashMap<String, Integer>();
        for (int sku = 0; sku < 50; sku++) {
            int units = random.nextInt(10);
            delivered.put(shop(sku).selling(units, 100 + sku), units);
        }
        var skus = List.copyOf(delivered.keySet());
        var buyers = Stream.generate(() -> new Buyer(some(skus, random), random.nextInt(5) == 0 ? "declined" : "ok"))
                .limit(Rounds.of(60, 2_000))
                .toList();

        buy(buyers);

        assertThat(books.addUp(shop(0), buyers, delivered)).containsKeys("completed", "compensated");
    }

    private static Map<String, Integer> some(List<String> skus, RandomGenerator random) {
        var wanted = new HashMap<String, Integer>();
        for (int line = 0; line <= random.nextInt(4); line++) {
            wanted.put(skus.get(random.nextInt(skus.size())), 1 + random.nextInt(3));
        }
        return wanted;
    }

    @Test
    void
            fifty_checkouts_with_one_key_are_one_order_and_one_charge_though_callers_hang_up_and_the_provider_calls_back() {
        var books = new Books(provider);
        var sku = shop(0).selling(5, 199);
        // who asks is answered too late, and who was called back asks meanwhile
        var buyer = new Buyer(Map.of(sku, 2), "slow");
        buyer.pack(shop(0));

        var asked = LoadDriver.run(50, call -> {
            if (call % 5 == 0) {
                buyer.hangUp(shop(call));
            }
            return buyer.buy(shop(call)).body();
        });

        assertThat(asked.failures()).isEmpty();
        assertThat(asked.results()).containsOnly(asked.results().getFirst());
        assertThat(books.addUp(shop(0), List.of(buyer), Map.of(sku, 5))).isEqualTo(Map.of("completed", 1L));
    }

    @Test
    void a_provider_that_hangs_is_left_alone_and_checkouts_are_accepted_at_once_nevertheless() {
        var books = new Books(provider);
        var sku = shop(0).selling(100, 199);
        var buyers =
                Stream.generate(() -> new Buyer(Map.of(sku, 1), "ok")).limit(60).toList();
        pack(buyers);
        provider.misbehave(Fault.HANG);

        var underWay = CompletableFuture.supplyAsync(ServicesIT::watchUntilLeftAlone);
        var times = LoadDriver.run(buyers.size(), A_FEW, number -> {
            long start = System.nanoTime();
            buyers.get(number).buy(shop(number));
            return Duration.ofNanos(System.nanoTime() - start);
        });
        double most = underWay.join().last();
        provider.misbehave(Fault.NONE);

        assertThat(times.failures()).isEmpty();
        assertThat(books.addUp(shop(0), buyers, Map.of(sku, 100))).isEqualTo(Map.of("completed", 60L));
        assertThat(most).isBetween(1.0, (double) Services.CALLS);
        // the usual one: on a busy machine some wait for a processor
        assertThat(times.results().stream().sorted().toList().get(buyers.size() / 2))
                .isLessThan(Services.PROVIDER_DEADLINE);
    }

    @Test
    void while_payments_are_dead_checkouts_are_accepted_and_paid_for_once_payments_are_back() {
        var books = new Books(provider);
        var sku = shop(0).selling(100, 199);
        var buyers =
                Stream.generate(() -> new Buyer(Map.of(sku, 1), "ok")).limit(20).toList();
        services.get(PAYMENT).kill();

        buyers.forEach(buyer -> buyer.buy(shop(ORDER)));
        await().atMost(PATIENCE).until(() -> shop(0).stock(sku).equals("80/20/0"));
        assertThat(buyers)
                .extracting(buyer ->
                        shop(0).guest.get(buyer.order()).json().path("state").asString(""))
                .containsOnly("pending");
        services.get(PAYMENT).restart();

        assertThat(books.addUp(shop(0), buyers, Map.of(sku, 100))).isEqualTo(Map.of("completed", 20L));
    }

    /** Returns how many calls to the provider were under way at any time until it was left alone. */
    private static SortedSet<Double> watchUntilLeftAlone() {
        var underWay = new TreeSet<Double>();
        await().atMost(Shop.PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            var gauges = Gauges.of(shop(PAYMENT));
            underWay.add(gauges.read("provider_calls_active"));
            return gauges.read("resilience4j_circuitbreaker_state{name=\"payment-provider\",state=\"open\"}") > 0;
        });
        return underWay;
    }
}
