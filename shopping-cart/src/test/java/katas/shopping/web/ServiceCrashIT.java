package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.ServiceKill;
import katas.lab.testing.ServiceProcess;
import katas.shopping.effect.CrashPoint;
import katas.shopping.provider.Fault;
import katas.shopping.provider.PlayedProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Services that are halted at a named point and killed there with -9, each while it recovers what the one before it left:
 * four in each build, 42 on request.
 */
@Lab({Needs.REDIS, Needs.KAFKA})
@ServiceKill
class ServiceCrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** While one is awake, those that come after it sleep. */
    private static final int STARTED_AT_ONCE = 4;

    private static final List<String> IN_EACH_BUILD = List.of(
            "after-effect:ReserveStock",
            "after-publish:CapturePayment",
            "after-call:capture",
            "before-publish:ReleaseStock");
    private static final List<String> ON_REQUEST = List.of(
            "before-effect:checkout",
            "after-effect:checkout",
            "before-publish:CartCheckedOut",
            "after-publish:CartCheckedOut",
            "before-effect:CartCheckedOut",
            "after-effect:CartCheckedOut",
            "after-commit:CartCheckedOut",
            "before-effect:ReserveStock",
            "after-publish:StockReserved",
            "before-effect:CapturePayment",
            "before-call:capture",
            "after-effect:capture",
            "after-effect:PaymentCaptured",
            "after-effect:CommitStock",
            "after-commit:StockSold",
            "before-effect:ReleaseStock",
            "after-effect:ReleaseStock",
            "after-effect:StockReleased",
            "after-publish:OrderCompensated",
            "after-effect:OrderCompensated");
    private static final List<String> TOO_LATE = List.of(
            "after-call:void",
            "after-effect:deadline",
            "before-publish:VoidPayment",
            "after-effect:expire",
            "before-effect:deadline",
            "before-effect:expire",
            "before-publish:ReservationExpired",
            "after-effect:ReservationExpired",
            "after-publish:VoidPayment",
            "before-effect:VoidPayment",
            "after-effect:VoidPayment",
            "after-commit:VoidPayment",
            "before-call:void",
            "after-effect:void",
            "before-publish:PaymentVoided",
            "after-publish:PaymentVoided",
            "before-effect:PaymentVoided",
            "after-effect:PaymentVoided");
    private static final Map<String, Integer> DELIVERED = Map.of("tea", 1_000, "cup", 0);

    private final String prefix = "crash-" + UUID.randomUUID();
    private final PlayedProvider provider = PlayedProvider.start();
    private final Books books = new Books(provider);
    private final List<Buyer> buyers = new ArrayList<>();
    private final RedisHandle redis;
    private final KafkaHandle kafka;

    ServiceCrashIT(RedisHandle redis, KafkaHandle kafka) throws ExecutionException, InterruptedException {
        this.redis = redis;
        this.kafka = kafka;
        Services.giveMembersUpSoon(prefix, kafka);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void money_and_stock_are_conserved_when_each_service_is_killed_while_it_recovers_what_the_one_before_it_left() {
        var points = Stream.concat(IN_EACH_BUILD.stream(), ON_REQUEST.stream())
                .limit(Rounds.of(IN_EACH_BUILD.size(), IN_EACH_BUILD.size() + ON_REQUEST.size()))
                .toList();

        killOneAfterTheOther(points, this::service, shop -> {
            buyers.add(new Buyer(Map.of("tea", 2), "ok"));
            buyers.add(new Buyer(Map.of("tea", 3), "declined"));
            buyers.add(new Buyer(Map.of("tea", 4, "cup", 1), "ok"));
            return () -> true;
        });

        long crashes = points.size();
        assertThat(decided()).isEqualTo(Map.of("completed", crashes, "compensated", 2 * crashes));
    }

    @Test
    @Tag("long")
    void money_and_stock_are_conserved_when_each_service_is_killed_while_it_gives_up_what_is_not_paid_for_in_time() {
        var points = TOO_LATE.subList(0, Rounds.of(STARTED_AT_ONCE, TOO_LATE.size()));

        killOneAfterTheOther(points, this::hastyService, shop -> {
            provider.misbehave(Fault.LOST_ANSWER);
            var late = Stream.generate(() -> new Buyer(Map.of("tea", 2), "ok"))
                    .limit(3)
                    .toList();
            buyers.addAll(late);
            return () -> late.stream().allMatch(buyer -> isGivenUp(buyer, shop));
        });

        assertThat(decided()).containsKey("compensated");
    }

    private ServiceProcess.Builder service() {
        return Services.of(prefix, redis, kafka, provider);
    }

    private ServiceProcess.Builder hastyService() {
        return service()
                .property("katas.shopping-cart.reservation-ttl", "500ms")
                .property("katas.shopping-cart.checkout-deadline", "4s");
    }

    /**
     * Kills services, each of which wakes when the one before it is dead.
     *
     * @param arrivals lets more customers come, and returns when the provider may treat them well
     */
    private void killOneAfterTheOther(
            List<String> points, Supplier<ServiceProcess.Builder> service, Function<Shop, BooleanSupplier> arrivals) {
        points.stream()
                .map(CrashPoint::named)
                .gather(Gatherers.windowFixed(STARTED_AT_ONCE))
                .forEach(some -> {
                    var victims = Services.start(some.stream()
                            .map(point -> service.get().property("katas.shopping-cart.crash-at", point.name()))
                            .toList());
                    try {
                        victims.stream().skip(1).forEach(ServiceProcess::pause);
                        for (int turn = 0; turn < victims.size(); turn++) {
                            kill(victims.get(turn), some.get(turn).name(), arrivals);
                        }
                    } finally {
                        victims.forEach(ServiceProcess::kill);
                    }
                });
    }

    private void kill(ServiceProcess victim, String point, Function<Shop, BooleanSupplier> arrivals) {
        victim.resume();
        var shop = Shop.at(victim.port());
        if (buyers.isEmpty()) {
            DELIVERED.forEach((sku, units) -> shop.sell(sku, units, 199));
        }
        var enough = arrivals.apply(shop);
        var buying = buyers.stream()
                .map(buyer -> CompletableFuture.runAsync(() -> buyer.tryToBuy(shop), Thread::startVirtualThread))
                .toList();
        awaitAt(point, () -> isHalted(victim) || enough.getAsBoolean());
        provider.misbehave(Fault.NONE);
        awaitAt(point, () -> isHalted(victim));
        victim.kill();
        System.out.printf("killed %s%n", point);
        buying.forEach(CompletableFuture::join);
    }

    private static void awaitAt(String point, BooleanSupplier so) {
        await().alias(point)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(so::getAsBoolean);
    }

    private static boolean isHalted(ServiceProcess victim) {
        return victim.log().stream().anyMatch(said -> said.contains("waiting to be killed"));
    }

    private static boolean isGivenUp(Buyer buyer, Shop shop) {
        return buyer.hasOrdered()
                && shop.guest
                        .get(buyer.order())
                        .json()
                        .path("reason")
                        .asString("")
                        .equals("deadline");
    }

    /** Starts a service that nobody kills, and returns how many orders ended in each state. */
    private Map<String, Long> decided() {
        try (var survivor = service().start()) {
            var shop = Shop.at(survivor.port());
            buyers.forEach(buyer -> buyer.buy(shop));
            return books.addUp(shop, buyers, DELIVERED);
        }
    }
}
