package katas.shopping.world;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import katas.shopping.Ids;
import katas.shopping.Shards;
import katas.shopping.cart.CartHandler;
import katas.shopping.cart.Carts;
import katas.shopping.cart.Checkouts;
import katas.shopping.cart.IdleCarts;
import katas.shopping.cart.Merges;
import katas.shopping.cart.PriceList;
import katas.shopping.clockwork.Timer;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Redrives;
import katas.shopping.effect.Subscription;
import katas.shopping.inventory.Inventory;
import katas.shopping.inventory.Stocks;
import katas.shopping.inventory.Sweeper;
import katas.shopping.json.CloudEvents;
import katas.shopping.kafka.MessageConsumers;
import katas.shopping.kafka.OutboxRecords;
import katas.shopping.kafka.Relay;
import katas.shopping.messages.Topic;
import katas.shopping.order.Deadlines;
import katas.shopping.order.Orchestrator;
import katas.shopping.order.Orders;
import katas.shopping.order.Terms;
import katas.shopping.payment.Attempts;
import katas.shopping.payment.Backoff;
import katas.shopping.payment.PaymentWorker;
import katas.shopping.payment.Payments;
import katas.shopping.redis.OutboxBell;
import katas.shopping.redis.RedisDeadLetters;
import katas.shopping.redis.RedisOutbox;
import katas.shopping.redis.RedisStore;
import org.springframework.context.SmartLifecycle;

/** One process that plays all roles, but for HTTP, and can be abandoned. */
final class Instance implements AutoCloseable {
    static final List<String> CONTEXTS = List.of("cart", "order", "inventory", "payment");
    static final Duration DEADLINE = Duration.ofHours(1);
    static final Terms TERMS = new Terms(DEADLINE, Duration.ofDays(90));
    static final Duration RESERVATION_TTL = Duration.ofMinutes(30);
    static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final int MOST_PARKED = 100;
    /** The same for all: whoever comes after one that died does not wait for its leases to run out. */
    private static final String HOLDER = "instance";

    final Carts carts;
    final Checkouts checkouts;
    final PriceList prices;
    final Stocks stocks;
    final Orders orders;
    final RedisDeadLetters letters;

    private final Premises premises;
    private final Passage passage;
    private final RedisStore store;
    private final OutboxBell bell;
    private final List<SmartLifecycle> parts = new ArrayList<>();
    private final ExecutorService calls = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("payment").factory());

    Instance(Premises premises, Passage passage) {
        this.premises = premises;
        this.passage = passage;
        store = premises.redis.store();
        bell = new OutboxBell(premises.redis.client(), premises.redis.keys());
        letters = new RedisDeadLetters(premises.redis.link(), premises.redis.keys(), premises.clock, MOST_PARKED);
        var ids = new Ids(premises.clock, new SecureRandom());
        prices = new PriceList(store, store);
        carts = new Carts(store, store, prices, ids);
        checkouts = new Checkouts(store, store, prices, ids, passage);
        stocks = new Stocks(store, store, store, premises.clock, RESERVATION_TTL);
        orders = new Orders(store, store, premises.clock);
        consume();
        tick();
        CONTEXTS.forEach(this::relay);
        bell.connect();
        parts.forEach(SmartLifecycle::start);
    }

    /** Ends it. If it has died, this is only to have its threads back. */
    @Override
    public void close() {
        bell.close();
        try (var stops = Executors.newVirtualThreadPerTaskExecutor()) {
            parts.forEach(part -> stops.execute(part::stop));
        }
        calls.shutdownNow();
    }

    private void consume() {
        var clock = premises.clock;
        var consumers = new MessageConsumers(
                premises.clients,
                premises.topics,
                store,
                letters,
                new CloudEvents(),
                new Redrives(letters, store),
                passage);
        var idle = new IdleCarts(store, store, store, clock, Duration.ofDays(30));
        parts.add(consumers.play(new Subscription(
                "cart",
                Set.of(Topic.CARTS, Topic.ORDERS),
                new CartHandler(store, new Merges(store, store, passage), idle))));
        parts.add(consumers.play(new Subscription(
                "order", Set.of(Topic.CARTS, Topic.STOCK, Topic.PAYMENTS), new Orchestrator(store, clock, TERMS))));
        parts.add(consumers.play(new Subscription(
                "inventory", Set.of(Topic.STOCK_COMMANDS), new Inventory(store, clock, RESERVATION_TTL))));
        parts.add(consumers.play(
                new Subscription("payment", Set.of(Topic.PAYMENT_COMMANDS), new Payments(store, clock))));
    }

    private void tick() {
        var clock = premises.clock;
        var backoff = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), new SecureRandom());
        var attempts = new Attempts(store, store, store, clock, LEASE, backoff, TERMS.retention());
        parts.add(timer("payments", new PaymentWorker(attempts, premises.provider, 1, calls, passage)::runOnce));
        parts.add(timer("sweeper", new Sweeper(store, store, store, clock, passage)::runOnce));
        parts.add(timer("deadlines", new Deadlines(store, store, store, clock, TERMS, passage)::runOnce));
    }

    private static Timer timer(String name, Runnable work) {
        return new Timer(name, OFTEN, work);
    }

    private void relay(String context) {
        var outbox = new RedisOutbox(premises.redis.link(), premises.redis.keys(), context, HOLDER);
        var records = new OutboxRecords(premises.topics, Shards::of);
        var relay = new Relay(outbox, records, passage, premises.clients::acknowledgedProducer);
        bell.tell(context, relay::ring);
        parts.add(relay);
    }
}
