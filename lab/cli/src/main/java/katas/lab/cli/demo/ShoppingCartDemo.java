package katas.lab.cli.demo;

import static katas.lab.cli.terminal.Colour.GREEN;
import static katas.lab.cli.terminal.Colour.RED;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import katas.lab.cli.run.Service;
import katas.lab.cli.terminal.Activity;
import katas.lab.infrastructure.FreePorts;

/** Orders that a crash takes along, and the last unit. */
final class ShoppingCartDemo implements Demo {
    private static final String OURS = "orchestrated";
    private static final String DUAL_WRITE = "dual-write";
    private static final String PENDING = "pending";
    private static final String COMPLETED = "completed";
    private static final String TEA = "tea";
    private static final String LAST = "last-one";

    private static final int NAMES = 14;
    private static final int WIDTH = 30;
    private static final int CUSTOMERS = 100;
    private static final int CROWD = 200;
    private static final int CALLERS = 8;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /** Longer than Kafka waits before it gives the partitions of a consumer that was killed to another. */
    private static final Duration RECOVERY = Duration.ofSeconds(25);
    /** So long nothing has changed when nothing will. */
    private static final Duration STANDSTILL = Duration.ofSeconds(2);

    @Override
    public String kata() {
        return "shopping-cart";
    }

    @Override
    public void play(Stage stage) {
        var console = stage.console();
        console.line();
        console.line(" %d customers check out their carts. Kafka hesitates in that moment, and then the process is"
                .formatted(CUSTOMERS));
        console.line(" killed. It is started again, Kafka is well, and every cart says: checked out.");
        var guess = stage.ask(" How many orders are lost if a service stores each change, and then sends its message?");
        console.line();
        try (var shop = new CartClient()) {
            var card = new Card(console, NAMES, WIDTH);
            card.heading("1  %d carts checked out, and then the process is killed with -9".formatted(CUSTOMERS));
            card.guess(guess);
            var naive = crash(stage, shop, DUAL_WRITE);
            stage.stop(List.of(naive.survivor()));
            var ours = crash(stage, shop, OURS);
            card.row(
                    DUAL_WRITE,
                    RED,
                    "%d of %d orders lost".formatted(naive.lost(), naive.checkedOut()),
                    "stored, and then sent: what was not sent was in memory");
            card.row(
                    OURS,
                    GREEN,
                    "%d of %d orders lost".formatted(ours.lost(), ours.checkedOut()),
                    "change and message are stored in one script, and sent until Kafka has them");
            must(ours.lost() == 0, ours.lost() + " orders lost");
            console.line();
            lastUnit(card, shop, ours.survivor());
        }
        console.line();
        console.line(" How it works, and what each way costs: shopping-cart/README.md");
    }

    private record Crash(int checkedOut, long lost, Service survivor) {}

    private static Crash crash(Stage stage, CartClient shop, String variant) {
        var doomed = start(stage, variant);
        shop.offer(doomed, TEA, 2 * CUSTOMERS);
        var carts = Volley.fire(CUSTOMERS, CALLERS, _ -> shop.fill(doomed, TEA));
        stage.kafka().pause();
        var customers = Executors.newVirtualThreadPerTaskExecutor();
        carts.forEach(cart -> customers.execute(() -> checkOut(shop, doomed, cart)));
        var orders = awaitOrders(shop, doomed, carts);
        doomed.kill();
        customers.shutdownNow();
        stage.kafka().resume();

        var survivor = start(stage, variant);
        try (var activity = Activity.begin(stage.console(), "waiting for the orders of " + variant)) {
            // once this one is decided, everybody is at work again
            var later = shop.checkOut(survivor, shop.fill(survivor, TEA)).stream();
            var all = Stream.concat(orders.stream(), later).toList();
            long lost = all.size() - awaitStandstill(shop, survivor, all);
            activity.done("waited for the orders of " + variant);
            return new Crash(orders.size(), lost, survivor);
        }
    }

    private static void checkOut(CartClient shop, Service doomed, String cart) {
        try {
            var _ = shop.checkOut(doomed, cart);
        } catch (UncheckedIOException | IllegalStateException _) {
            // the service was killed before it answered
        }
    }

    /** Waits until every cart is checked out; returns the orders' ids. */
    private static List<String> awaitOrders(CartClient shop, Service service, List<String> carts) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < RECOVERY.toNanos()) {
            var orders = carts.stream()
                    .flatMap(cart -> shop.orderOf(service, cart).stream())
                    .toList();
            if (orders.size() == carts.size()) {
                return orders;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        throw new IllegalStateException("not all carts were checked out");
    }

    private static Service start(Stage stage, String variant) {
        var environment = new HashMap<>(Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"));
        environment.put("PAYMENT_PROVIDER_PORT", Integer.toString(FreePorts.next()));
        return stage.start(variant, 1, environment).getFirst();
    }

    /** Waits until all orders are decided, or no further one is for a while; returns how many are. */
    private static long awaitStandstill(CartClient shop, Service service, List<String> orders) {
        long start = System.nanoTime();
        long moved = start;
        long decided = 0;
        while (decided < orders.size()) {
            long now = System.nanoTime();
            boolean patient = decided == 0 ? now - start < RECOVERY.toNanos() : now - moved < STANDSTILL.toNanos();
            if (!patient) {
                break;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            long nowDecided = decided(shop, service, orders);
            if (nowDecided > decided) {
                decided = nowDecided;
                moved = System.nanoTime();
            }
        }
        return decided;
    }

    private static long decided(CartClient shop, Service service, List<String> orders) {
        return orders.stream()
                .filter(order -> !shop.state(service, order).equals(PENDING))
                .count();
    }

    private static void lastUnit(Card card, CartClient shop, Service service) {
        shop.offer(service, LAST, 1);
        var carts = Volley.fire(CROWD, CALLERS, _ -> shop.fill(service, LAST));
        card.heading("2  one unit, and %d customers who check out at once".formatted(CROWD));
        var orders = Volley.fire(CROWD, number -> shop.checkOut(service, carts.get(number))).stream()
                .flatMap(Optional::stream)
                .toList();
        awaitStandstill(shop, service, orders);
        long completed = orders.stream()
                .filter(order -> shop.state(service, order).equals(COMPLETED))
                .count();
        var stock = shop.stock(service, LAST);
        card.row(
                OURS,
                GREEN,
                "%d order, %d refusals".formatted(completed, orders.size() - completed),
                "on the shelf %d, reserved %d, sold %d"
                        .formatted(
                                stock.path("onHand").asInt(),
                                stock.path("reserved").asInt(),
                                stock.path("sold").asInt()));
        must(completed == 1, completed + " orders for one unit");
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
