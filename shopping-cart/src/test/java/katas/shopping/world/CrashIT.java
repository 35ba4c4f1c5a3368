package katas.shopping.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Seeds;
import katas.shopping.Crashed;
import katas.shopping.cart.CartOutcome.Changed;
import katas.shopping.cart.CheckoutOutcome.Accepted;
import katas.shopping.effect.CrashPoint;
import katas.shopping.effect.DeadLetters.Mark;
import katas.shopping.effect.Passage;
import katas.shopping.inventory.Stock;
import katas.shopping.messages.Money;
import katas.shopping.order.Order;
import katas.shopping.order.Order.Phase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same crashes over a real Redis and a real Kafka: one instance after the other dies, each at another point, and the
 * one after it has what it left to finish when it dies itself.
 */
@Lab({Needs.REDIS, Needs.KAFKA})
class CrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Map<String, Long> DELIVERED = Map.of("tea", 1_000L, "cup", 1_000L, "gone", 0L);
    private static final Map<Way, List<String>> USUAL = Map.of(
            Way.COMPLETED,
            List.of(
                    "before-effect:checkout",
                    "after-effect:checkout",
                    "before-publish:CartCheckedOut",
                    "after-publish:CartCheckedOut",
                    "after-effect:StockReserved",
                    "before-call:capture",
                    "after-call:capture",
                    "after-publish:PaymentCaptured",
                    "after-effect:ReserveStock",
                    "after-commit:StockSold"),
            Way.OUT_OF_STOCK,
            List.of("after-effect:ReleaseStock"),
            Way.DECLINED,
            List.of("before-effect:PaymentDeclined"),
            Way.TOO_LATE,
            List.of("after-effect:expire", "after-call:void", "after-effect:VoidPayment"));

    private static final Logger log = LoggerFactory.getLogger(CrashIT.class);

    /** What customers were told, by their carts; one who was not told yet asks again. */
    private final Map<String, String> told = new LinkedHashMap<>();

    private final Map<String, Way> unanswered = new LinkedHashMap<>();

    @BeforeAll
    static void expectDeaths() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (!(failure instanceof Crashed)) {
                log.error("a thread ended that was not to thread={}", thread.getName(), failure);
            }
        });
    }

    @AfterAll
    static void expectNoDeaths() {
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    @Test
    void every_order_is_decided_and_the_books_add_up_although_one_instance_after_the_other_dies(
            RedisHandle redis, KafkaHandle kafka) throws Exception {
        try (var premises = new Premises(redis, kafka, Seeds.next())) {
            DELIVERED.forEach((sku, units) -> premises.stock(sku, units, new Money(999, "EUR")));
            for (var way : points().entrySet()) {
                for (var point : way.getValue()) {
                    die(premises, way.getKey(), CrashPoint.named(point));
                }
            }

            premises.provider.mute(Duration.ZERO);
            try (var survivor = new Instance(premises, Passage.OPEN)) {
                askAgain(survivor);
                wait(
                        premises,
                        SECOND,
                        () -> told.values().stream()
                                .allMatch(id -> survivor.orders
                                        .find(id)
                                        .map(order -> order.phase().last())
                                        .orElse(false)));
                addUpAtRest(premises, survivor);
            }
        }
    }

    private void die(Premises premises, Way way, CrashPoint point) {
        premises.provider.mute(way == Way.TOO_LATE ? Duration.ofDays(1) : Duration.ZERO);
        var crash = new Crash(point);
        try (var instance = new Instance(premises, crash)) {
            var cart = cartOf(instance, way);
            unanswered.put(cart, way);
            askAgain(instance);
            if (way == Way.TOO_LATE) {
                wait(premises, SECOND, () -> crash.over() || paying(instance, cart));
                premises.provider.mute(Instance.DEADLINE.multipliedBy(2));
            }
            wait(premises, way == Way.TOO_LATE ? Duration.ofMinutes(5) : SECOND, crash::over);
            addUp(premises, instance);
        }
    }

    private boolean paying(Instance instance, String cart) {
        return instance.orders
                .find(told.getOrDefault(cart, ""))
                .filter(order -> order.phase() == Phase.PAYING)
                .isPresent();
    }

    /** Waits, and lets time pass more quickly than it does. */
    private static void wait(Premises premises, Duration step, BooleanSupplier until) {
        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> {
                    premises.clock.advance(step);
                    return until.getAsBoolean();
                });
    }

    private static String cartOf(Instance instance, Way way) {
        var cart = instance.carts.create(null);
        instance.carts.put(cart.id(), null, 1, "tea", 2);
        var full = instance.carts.put(cart.id(), null, 2, way == Way.OUT_OF_STOCK ? "gone" : "cup", 1);
        assertThat(full).isInstanceOf(Changed.class);
        return cart.id();
    }

    private void askAgain(Instance instance) {
        for (var cart : List.copyOf(unanswered.keySet())) {
            try {
                var outcome = instance.checkouts.checkout(
                        cart, null, null, "key", unanswered.get(cart).token());
                told.put(cart, ((Accepted) outcome).orderId());
                unanswered.remove(cart);
            } catch (Crashed e) {
                // whoever asked was not told
            }
        }
    }

    private static void addUp(Premises premises, Instance instance) {
        DELIVERED.forEach((sku, units) -> {
            var stock = instance.stocks.find(sku).orElseThrow();
            assertThat(stock.onHand() + stock.reserved() + stock.sold())
                    .as("%s", stock)
                    .isEqualTo(units);
        });
        assertThat(premises.provider.accounts().values()).noneMatch(account -> account.captures() > 1);
    }

    private void addUpAtRest(Premises premises, Instance instance) {
        addUp(premises, instance);
        var orders = told.values().stream()
                .map(id -> instance.orders.find(id).orElseThrow())
                .toList();
        var completed = orders.stream()
                .filter(order -> order.phase() == Phase.COMPLETED)
                .toList();
        assertThat(orders).extracting(Order::phase).contains(Phase.COMPLETED, Phase.COMPENSATED);
        for (var order : orders) {
            assertThat(premises.provider.balance(order.id()))
                    .as("paid for %s", order)
                    .isEqualTo(completed.contains(order) ? order.total().amount() : 0);
        }
        assertThat(instance.stocks.find("tea"))
                .contains(new Stock("tea", 1_000 - 2L * completed.size(), 0, 2L * completed.size()));
        assertThat(instance.stocks.find("cup"))
                .contains(new Stock("cup", 1_000 - completed.size(), 0, completed.size()));
        assertThat(instance.letters.list(Mark.START, 100).letters()).isEmpty();
    }

    /** Returns where to die on each way: each point once, on the first way that passes it. */
    private static Map<Way, Set<String>> points() {
        var seen = new TreeSet<String>();
        var points = new LinkedHashMap<Way, Set<String>>();
        for (var way : Way.values()) {
            var these = new LinkedHashSet<>(USUAL.getOrDefault(way, List.of()));
            if (Boolean.getBoolean("lab.all")) {
                these.addAll(way.points());
            }
            these.removeAll(seen);
            seen.addAll(these);
            points.put(way, these);
        }
        return points;
    }
}
