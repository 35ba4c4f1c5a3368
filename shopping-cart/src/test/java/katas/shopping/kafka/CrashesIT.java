package katas.shopping.kafka;

import static katas.shopping.kafka.Pipeline.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.TradeOffs;
import katas.shopping.Crashed;
import katas.shopping.Ids;
import katas.shopping.Shards;
import katas.shopping.cart.Cart.Status;
import katas.shopping.cart.Carts;
import katas.shopping.cart.CheckoutOutcome.Accepted;
import katas.shopping.cart.Checkouts;
import katas.shopping.cart.PriceList;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Subscription;
import katas.shopping.messages.Money;
import katas.shopping.messages.Topic;
import katas.shopping.naive.AtLeastOnce;
import katas.shopping.naive.DualWrite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Orders that are lost, invented or doubled when processes die on the way. */
@Lab({Needs.REDIS, Needs.KAFKA})
class CrashesIT {
    private static final int CHECKOUTS = Rounds.of(100, 10_000);
    private static final int DYING = 10;
    private static final List<Moment> DEATHS =
            List.of(Moment.BEFORE_EFFECT, Moment.BEFORE_PUBLISH, Moment.AFTER_PUBLISH);
    private static final int KILLED_RELAYS = 10;
    private static final int BETWEEN_KILLS = 99;
    private static final String LOST =
            "orders lost of %,d checkouts, every tenth process killed, before, between and after its writes"
                    .formatted(CHECKOUTS);
    private static final String DOUBLED =
            "orders made twice of %,d checkouts, relays killed 10 times".formatted(CHECKOUTS);

    private final InstantSource clock = InstantSource.system();
    private final Ids ids = new Ids(clock, new SecureRandom());
    private @Nullable Moment death;
    private final Map<Moment, Integer> died = new EnumMap<>(Moment.class);
    private int killed;

    @Test
    void a_change_and_its_message_are_one_write_or_orders_are_lost(RedisHandle redis, KafkaHandle kafka)
            throws InterruptedException {
        try (var pipeline = Pipeline.of(redis, kafka, Set.of(Topic.CARTS, Topic.PAYMENT_COMMANDS))) {
            pipeline.topics.await();
            var dualWrite = new DualWrite(
                    pipeline.store, pipeline.clients::acknowledgedProducer, pipeline.topics, ids, clock, this::reach);
            dualWrite.start();
            var naive = checkOut(pipeline, dualWrite, true);
            dualWrite.stop();
            var ours = checkOut(pipeline, pipeline.store, true);
            relayAll(pipeline);
            var orders = new Ledgers(pipeline.store, "orders");
            pipeline.consumer("orders", orders);

            awaitUntil(() -> ours.stream().noneMatch(cart -> orders.heard(cart).isEmpty()));
            long lost =
                    naive.stream().filter(cart -> orders.heard(cart).isEmpty()).count();
            TradeOffs.record(LOST, "dual-write", lost);
            TradeOffs.record(
                    LOST, "orchestrated", count(ours, cart -> orders.heard(cart).isEmpty()));
            assertThat(lost).isPositive();
            assertThat(ours)
                    .hasSize(CHECKOUTS)
                    .allSatisfy(cart -> assertThat(orders.heard(cart)).hasSize(1));
        }
    }

    @Test
    void an_order_that_is_announced_before_it_is_stored_is_invented_when_the_process_dies_in_between(
            RedisHandle redis, KafkaHandle kafka) throws InterruptedException {
        try (var pipeline = Pipeline.of(redis, kafka, Set.of(Topic.CARTS, Topic.PAYMENT_COMMANDS))) {
            pipeline.topics.await();
            var announcing = new DualWrite(
                    _ -> Applied.DONE,
                    pipeline.clients::acknowledgedProducer,
                    pipeline.topics,
                    ids,
                    clock,
                    this::reach);
            announcing.start();
            var naive = checkOut(
                    pipeline,
                    effect -> {
                        announcing.apply(effect);
                        return pipeline.store.apply(effect.unsaid());
                    },
                    false);
            announcing.stop();
            long diedInBetween = died.getOrDefault(Moment.AFTER_PUBLISH, 0);
            var ours = checkOut(pipeline, pipeline.store, false);
            relayAll(pipeline);
            var orders = new Ledgers(pipeline.store, "orders");
            pipeline.consumer("orders", orders);
            var stored = storedOrders(pipeline);
            Predicate<String> heard = cart -> !orders.heard(cart).isEmpty();

            awaitUntil(() ->
                    Stream.concat(naive.stream(), ours.stream()).filter(stored).allMatch(heard));
            awaitUntil(() -> count(naive, heard.and(stored.negate())) >= diedInBetween);

            long invented = count(naive, heard.and(stored.negate()));
            System.out.printf("announced first: %d orders of %d are in no store%n", invented, CHECKOUTS);
            assertThat(invented).isPositive().isEqualTo(diedInBetween);
            assertThat(ours)
                    .hasSize(CHECKOUTS)
                    .allSatisfy(cart -> assertThat(heard.test(cart)).as(cart).isEqualTo(stored.test(cart)));
        }
    }

    @Test
    void an_inbox_makes_what_is_published_twice_happen_once(RedisHandle redis, KafkaHandle kafka)
            throws InterruptedException {
        try (var pipeline = Pipeline.of(redis, kafka, Set.of(Topic.CARTS, Topic.PAYMENT_COMMANDS))) {
            pipeline.topics.await();
            var carts = checkOut(pipeline, pipeline.store, true);
            relayAll(pipeline);
            assertThat(killed).isPositive();
            var ours = new Ledgers(pipeline.store, "ours");
            var naive = new Ledgers(pipeline.store, "naive");
            pipeline.consumer("ours", ours);
            pipeline.consumer(
                    new Subscription("naive", Set.of(Topic.CARTS), naive),
                    new AtLeastOnce(pipeline.store),
                    Passage.OPEN);

            // what is published last is handled last
            var last = carts.stream().map(cart -> "last_" + cart).toList();
            pipeline.count(last, 1);
            relayAll(pipeline);
            awaitUntil(() -> Stream.concat(carts.stream(), last.stream())
                    .noneMatch(cart -> ours.heard(cart).isEmpty()));
            awaitUntil(() -> last.stream().noneMatch(cart -> naive.heard(cart).isEmpty()));

            long doubled = count(carts, cart -> naive.heard(cart).size() > 1);
            TradeOffs.record(DOUBLED, "at-least-once", doubled);
            TradeOffs.record(
                    DOUBLED,
                    "orchestrated",
                    count(carts, cart -> ours.heard(cart).size() > 1));
            assertThat(doubled).isPositive();
            assertThat(carts).allSatisfy(cart -> assertThat(ours.heard(cart)).hasSize(1));
        }
    }

    /** Lets the process die that somebody checks out by, if it has come to where it is to. */
    private void reach(Moment moment, String subject) {
        if (moment == death && Set.of("checkout", "CartCheckedOut").contains(subject)) {
            death = null;
            died.merge(moment, 1, Integer::sum);
            throw new Crashed();
        }
    }

    /** Tells of a cart whether it is checked out, whatever was heard of it. */
    private Predicate<String> storedOrders(Pipeline pipeline) {
        var prices = new PriceList(pipeline.store, pipeline.store);
        var carts = new Carts(pipeline.store, pipeline.store, prices, ids);
        return cart -> carts.find(cart, null).orElseThrow().status() == Status.CHECKED_OUT;
    }

    /**
     * Lets customers check out, each by a process that may die, and returns their carts.
     *
     * @param persistent whether they ask the next process when one has died
     */
    private List<String> checkOut(Pipeline pipeline, Effects effects, boolean persistent) {
        var prices = new PriceList(pipeline.store, pipeline.store);
        prices.set("tea", new Money(250, "EUR"));
        var carts = new Carts(pipeline.store, pipeline.store, prices, ids);
        var checkouts = new Checkouts(pipeline.store, effects, prices, ids, this::reach);
        var done = new ArrayList<String>();
        for (int number = 0; number < CHECKOUTS; number++) {
            var cart = carts.create(null);
            carts.put(cart.id(), null, cart.version(), "tea", 1);
            death = number % DYING == 0 ? DEATHS.get(number / DYING % DEATHS.size()) : null;
            try {
                assertThat(checkouts.checkout(cart.id(), null, null, "key", "ok"))
                        .isInstanceOf(Accepted.class);
            } catch (Crashed e) {
                if (persistent) {
                    // it may know the order already
                    assertThat(checkouts.checkout(cart.id(), null, null, "key", "ok"))
                            .isInstanceOf(Accepted.class);
                }
            }
            done.add(cart.id());
        }
        return done;
    }

    private static long count(List<String> carts, Predicate<String> so) {
        return carts.stream().filter(so).count();
    }

    /** Relays everything, by relays that may die before and after they have published. */
    private void relayAll(Pipeline pipeline) {
        var outbox = pipeline.outbox("cart");
        var passed = new AtomicInteger();
        Passage dying = (moment, subject) -> {
            int passages = passed.incrementAndGet();
            if (passages % BETWEEN_KILLS == 0 && passages <= BETWEEN_KILLS * KILLED_RELAYS) {
                throw new Crashed();
            }
        };
        try (var producer = pipeline.clients.acknowledgedProducer()) {
            while (outbox.waiting() > 0) {
                try {
                    var relaying = new Relaying(
                            outbox, pipeline.records(Shards::of), dying, producer, () -> {}, System::nanoTime);
                    relaying.turn(Rings.ALL);
                    awaitUntil(() -> {
                        relaying.turn(Set.of());
                        return relaying.waiting().isEmpty();
                    });
                } catch (Crashed e) {
                    // the next relay begins with the oldest that is still there
                    killed++;
                }
            }
        }
    }
}
