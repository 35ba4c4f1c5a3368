package katas.shopping.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import katas.lab.testing.Rounds;
import katas.lab.testing.Seeds;
import katas.lab.testing.TradeOffs;
import katas.shopping.inventory.Stock;
import katas.shopping.messages.PaymentCommand.KeepPaymentToken;
import katas.shopping.order.Order;
import katas.shopping.order.Order.Payment;
import katas.shopping.order.Order.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkouts while everything goes wrong that can; {@link World} looks after every step whether the books add up. */
class CheckoutWorldTest {
    private static final long SEED = Seeds.next();
    private static final String HOPS = "rounds of all processes until an order of 10 lines is completed";
    private static final String STRANDED = "units kept for nobody after 60 checkouts with crashes, 10 times";

    @Test
    void one_unit_fought_over_by_200_checkouts_is_sold_once_and_199_are_cleanly_refused() {
        for (int round = 0; round < 10; round++) {
            var world = new World(SEED + round, Rules.ROUGH.patient());
            world.stock("tea", 1, 999);
            for (int customer = 0; customer < 200; customer++) {
                world.checkout(world.cartOf(Map.of("tea", 1)), "ok");
            }

            world.live(2_000);
            world.settle();

            world.books.addUpAtRest();
            assertThat(world.books.orders(Phase.COMPLETED)).isEqualTo(1);
            assertThat(world.books.orders(Phase.REJECTED)).isEqualTo(199);
        }
    }

    @Test
    void fifty_skus_and_random_carts_add_up_in_every_moment() {
        for (int round = 0; round < Rounds.of(10, 200); round++) {
            var world = market(SEED + round, 50, Rules.ROUGH);

            world.live(2_000);
            world.settle();

            world.books.addUpAtRest();
            assertThat(world.books.orders(Phase.COMPLETED)).isPositive();
            assertThat(world.books.orders(Phase.COMPENSATED)).isPositive();
            assertThat(world.crashes()).isPositive();
        }
    }

    @Test
    void orders_that_nobody_leads_add_up_as_well() {
        for (int round = 0; round < Rounds.of(10, 200); round++) {
            var hasty = Rules.ROUGH.withoutOrchestrator().keeping(Duration.ofMillis(500));
            var world = market(SEED + round, 10, hasty);

            world.live(2_000);
            world.settle();

            world.books.addUpAtRest();
            assertThat(world.books.orders(Phase.COMPLETED)).isPositive();
            assertThat(world.books.orders(Phase.COMPENSATED)).isPositive();
        }
    }

    @Test
    void an_order_of_ten_lines_waits_for_them_one_by_one_where_nobody_leads_it() {
        int led = roundsOf(Rules.CALM);
        int handedOn = roundsOf(Rules.CALM.withoutOrchestrator());

        TradeOffs.record(HOPS, "orchestrated", led);
        TradeOffs.record(HOPS, "choreography", handedOn);
        assertThat(handedOn).isGreaterThan(led);
    }

    @Test
    void messages_without_any_order_still_end_with_books_that_add_up() {
        for (int round = 0; round < Rounds.of(10, 200); round++) {
            var world = market(SEED + round, 50, Rules.ROUGH.unordered());

            world.live(2_000);
            world.settle();

            world.books.addUpAtRest();
        }
    }

    @Test
    void only_the_inventory_needs_its_inbox() {
        for (int round = 0; round < Rounds.of(10, 200); round++) {
            var world = market(SEED + round, 50, Rules.ROUGH.unordered().withoutInbox("order", "payment", "cart"));

            world.live(2_000);
            world.settle();

            world.books.addUpAtRest();
        }
    }

    @Test
    void without_its_inbox_the_inventory_keeps_units_for_nobody() {
        long atLeastOnce = 0;
        long ours = 0;
        for (int round = 0; round < 10; round++) {
            atLeastOnce += stranded(plenty(SEED + round, Rules.ROUGH.withoutInbox("inventory")));
            ours += stranded(plenty(SEED + round, Rules.ROUGH));
        }

        TradeOffs.record(STRANDED, "at-least-once", atLeastOnce);
        TradeOffs.record(STRANDED, "orchestrated", ours);
        assertThat(atLeastOnce).isPositive();
        assertThat(ours).isZero();
    }

    @Test
    void fifty_requests_with_one_key_make_one_order_and_one_capture() {
        for (int round = 0; round < Rounds.of(20, 200); round++) {
            var world = new World(SEED + round, Rules.ROUGH.patient());
            world.stock("tea", 100, 999);
            var cart = world.cartOf(Map.of("tea", 3));
            for (int request = 0; request < 50; request++) {
                world.checkout(cart, "ok");
            }

            world.live(500);
            world.settle();

            world.books.addUpAtRest();
            assertThat(world.books.orders(Phase.COMPLETED)).isEqualTo(1);
            assertThat(world.books.orders()).hasSize(1);
            assertThat(world.provider.accounts()).hasSize(1);
        }
    }

    @Test
    void a_payment_that_succeeds_after_the_reservation_expired_is_sold_or_refunded_and_exactly_one_of_the_two() {
        int sold = 0;
        int refunded = 0;
        for (int round = 0; round < Rounds.of(10, 100); round++) {
            var world = market(SEED + round, 10, Rules.ROUGH.keeping(Duration.ofMillis(500)));

            world.live(2_000);
            world.settle();

            world.books.addUpAtRest();
            for (var order : world.books.orders().values()) {
                if (happened(order, "reservation-expired") && happened(order, "payment-captured")) {
                    assertThat(order.phase() == Phase.COMPLETED ^ order.payment() == Payment.REFUNDED)
                            .as("%s", order)
                            .isTrue();
                    sold += order.phase() == Phase.COMPLETED ? 1 : 0;
                    refunded += order.payment() == Payment.REFUNDED ? 1 : 0;
                }
            }
        }

        System.out.printf("paid for after what was kept had expired: sold %d, refunded %d%n", sold, refunded);
        assertThat(sold).isPositive();
        assertThat(refunded).isPositive();
    }

    @Test
    void of_merges_and_checkouts_at_once_every_guests_lines_end_in_one_cart_that_can_be_bought() {
        long taken = 0;
        long refused = 0;
        long crashes = 0;
        for (int round = 0; round < Rounds.of(40, 1_000); round++) {
            var world = new World(SEED + round, Rules.ROUGH);
            world.stock("tea", world.random.nextInt(2), 999);
            for (int number = 0; number < 10; number++) {
                var target = world.cartOf("ann", Map.of("tea", 1));
                world.stock("cup-" + number, 0, 100);
                world.merge(target, "ann", world.cartOf(Map.of("cup-" + number, 1)));
                world.checkout(target, "ann", "ok");
            }

            world.live(1_000);
            world.settle();

            world.books.addUpAtRest();
            for (int number = 0; number < 10; number++) {
                assertThat(world.books.holders("cup-" + number)).hasSize(1);
            }
            crashes += world.crashes();
            taken += world.books.guests(true);
            refused += world.books.guests(false);
        }

        System.out.printf("guests' carts that went into a customer's: %d, and that did not: %d%n", taken, refused);
        assertThat(taken).isPositive();
        assertThat(refused).isPositive();
        assertThat(crashes).isPositive();
    }

    @Test
    void an_order_is_decided_in_time_though_the_provider_says_nothing_and_gives_back_later_what_it_took() {
        var world = new World(SEED, Rules.CALM);
        world.stock("tea", 1, 999);
        var cart = world.cartOf(Map.of("tea", 1));
        world.checkout(cart, "ok");
        world.provider.mute(Duration.ofHours(1));

        world.liveFor(Rules.CALM.deadline().plusSeconds(30));
        assertThat(world.books.orders(Phase.UNDOING)).isEqualTo(1);
        world.liveFor(Rules.CALM.deadline());

        var order = world.books.orders().values().iterator().next();
        assertThat(order.phase()).isEqualTo(Phase.COMPENSATED);
        assertThat(order.reason()).isEqualTo("deadline");
        assertThat(world.stocks.find("tea")).contains(new Stock("tea", 1, 0, 0));
        assertThat(world.carts.find(cart, null).orElseThrow().orderId()).isNull();
        assertThat(world.orders.unfinished(Duration.ZERO, 10)).containsExactly(order);

        world.settle();

        world.books.addUpAtRest();
        assertThat(world.provider.accounts().values())
                .extracting(SimulatedProvider.Account::captures, SimulatedProvider.Account::refunded)
                .containsExactly(tuple(1, 999L));
        assertThat(world.books.orders().values()).extracting(Order::payment).containsExactly(Payment.REFUNDED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_customer_pays_with_is_in_no_message_but_the_one_to_the_payment_and_is_forgotten_at_the_end(
            boolean led) {
        var world = new World(
                SEED, led ? Rules.ROUGH.patient() : Rules.ROUGH.patient().withoutOrchestrator());
        world.stock("tea", 20, 999);
        for (int customer = 0; customer < 10; customer++) {
            world.checkout(world.cartOf(Map.of("tea", 1)), "tok-4711");
        }

        world.live(1_000);
        world.settle();

        world.books.addUpAtRest();
        assertThat(world.books.orders(Phase.COMPLETED)).isEqualTo(10);
        assertThat(world.said().stream().filter(message -> message.toString().contains("tok-4711")))
                .isNotEmpty()
                .hasOnlyElementsOfType(KeepPaymentToken.class);
        assertThat(world.store.all(Object.class).values())
                .isNotEmpty()
                .noneMatch(document -> document.toString().contains("tok-4711"));
    }

    private static World market(long seed, int skus, Rules rules) {
        var world = new World(seed, rules);
        for (int sku = 0; sku < skus; sku++) {
            world.stock("sku-" + sku, world.random.nextInt(6), 100 + sku);
        }
        for (int customer = 0; customer < 60; customer++) {
            world.checkout(world.cartOf(randomLines(world, skus)), world.random.nextInt(10) == 0 ? "declined" : "ok");
        }
        return world;
    }

    private static int roundsOf(Rules rules) {
        var world = new World(SEED, rules);
        var lines = new TreeMap<String, Integer>();
        for (int sku = 0; sku < 10; sku++) {
            world.stock("sku-" + sku, 1, 100);
            lines.put("sku-" + sku, 1);
        }
        world.checkout(world.cartOf(lines), "ok");
        int rounds = world.settle();
        assertThat(world.books.orders(Phase.COMPLETED)).isEqualTo(1);
        return rounds;
    }

    private static World plenty(long seed, Rules rules) {
        var world = new World(seed, rules);
        world.stock("tea", 1_000, 999);
        for (int customer = 0; customer < 60; customer++) {
            world.checkout(world.cartOf(Map.of("tea", 1)), "ok");
        }
        return world;
    }

    private static Map<String, Integer> randomLines(World world, int skus) {
        var lines = new TreeMap<String, Integer>();
        for (int line = 1 + world.random.nextInt(4); line > 0; line--) {
            lines.put("sku-" + world.random.nextInt(skus), 1 + world.random.nextInt(3));
        }
        return lines;
    }

    private static long stranded(World world) {
        world.live(2_000);
        world.settle();
        return world.books.stranded();
    }

    private static boolean happened(Order order, String name) {
        return order.steps().stream().anyMatch(step -> step.name().equals(name));
    }
}
