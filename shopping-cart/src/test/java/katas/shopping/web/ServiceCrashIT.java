package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.ServiceKill;
import katas.lab.testing.ServiceProcess;
import katas.shopping.effect.CrashPoint;
import katas.shopping.provider.PlayedProvider;
import org.junit.jupiter.api.Test;

/**
 * The only service, halted at a named point and killed there with -9, and so is each that recovers what the one before it
 * left: four in each build, 24 on request.
 */
@Lab({Needs.REDIS, Needs.KAFKA})
@ServiceKill
class ServiceCrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
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

    private final String prefix = "crash-" + UUID.randomUUID();

    @Test
    void money_and_stock_are_conserved_when_each_service_is_killed_while_it_recovers_what_the_one_before_it_left(
            RedisHandle redis, KafkaHandle kafka) throws Exception {
        Services.giveMembersUpSoon(prefix, kafka);
        var buyers = new ArrayList<Buyer>();
        var delivered = Map.of("tea", 1_000, "cup", 0);
        try (var provider = PlayedProvider.start()) {
            var books = new Books(provider);
            for (var point : points()) {
                buyers.add(new Buyer(Map.of("tea", 2), "ok"));
                buyers.add(new Buyer(Map.of("tea", 3), "declined"));
                buyers.add(new Buyer(Map.of("tea", 4, "cup", 1), "ok"));
                try (var victim = Services.of(prefix, redis, kafka, provider)
                        .property("katas.shopping-cart.crash-at", point.name())
                        .start()) {
                    var shop = Shop.at(victim.port());
                    if (buyers.size() == 3) {
                        delivered.forEach((sku, units) -> shop.sell(sku, units, 199));
                    }
                    crash(victim, point, shop, buyers);
                }
            }
            try (var survivor = Services.of(prefix, redis, kafka, provider).start()) {
                var shop = Shop.at(survivor.port());
                buyers.forEach(buyer -> buyer.buy(shop));

                var states = books.addUp(shop, buyers, delivered);

                long crashes = points().size();
                assertThat(states).isEqualTo(Map.of("completed", crashes, "compensated", 2 * crashes));
            }
        }
    }

    private static void crash(ServiceProcess victim, CrashPoint point, Shop shop, List<Buyer> buyers) {
        var buying = buyers.stream()
                .map(buyer -> CompletableFuture.runAsync(() -> buyer.tryToBuy(shop), Thread::startVirtualThread))
                .toList();
        await().alias(point.name())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> victim.log().stream().anyMatch(said -> said.contains("waiting to be killed")));
        victim.kill();
        buying.forEach(CompletableFuture::join);
    }

    private static List<CrashPoint> points() {
        return Stream.concat(IN_EACH_BUILD.stream(), ON_REQUEST.stream())
                .map(CrashPoint::named)
                .limit(Rounds.of(IN_EACH_BUILD.size(), IN_EACH_BUILD.size() + ON_REQUEST.size()))
                .toList();
    }
}
