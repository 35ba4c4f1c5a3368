package katas.shopping.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import katas.lab.testing.MutableClock;
import katas.shopping.Crashed;
import katas.shopping.Ids;
import katas.shopping.MemoryStore;
import katas.shopping.Shards;
import katas.shopping.cart.CartHandler;
import katas.shopping.cart.CartOutcome;
import katas.shopping.cart.Carts;
import katas.shopping.cart.CheckoutOutcome;
import katas.shopping.cart.Checkouts;
import katas.shopping.cart.IdleCarts;
import katas.shopping.cart.Merges;
import katas.shopping.cart.PriceList;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Handler;
import katas.shopping.inventory.ChoreographedInventory;
import katas.shopping.inventory.Inventory;
import katas.shopping.inventory.Stocks;
import katas.shopping.inventory.Sweeper;
import katas.shopping.messages.Envelope;
import katas.shopping.messages.Message;
import katas.shopping.messages.Money;
import katas.shopping.messages.Topic;
import katas.shopping.order.ChoreographedOrders;
import katas.shopping.order.Deadlines;
import katas.shopping.order.Orchestrator;
import katas.shopping.order.Orders;
import katas.shopping.order.Terms;
import katas.shopping.payment.Attempts;
import katas.shopping.payment.Backoff;
import katas.shopping.payment.ChoreographedPayments;
import katas.shopping.payment.PaymentWorker;
import katas.shopping.payment.Payments;
import org.jspecify.annotations.Nullable;

/**
 * All contexts, the log and the provider, in one thread. What happens next is drawn, and so is what goes wrong: any number
 * of processes, each of which may be overtaken by the others between any two of its steps, and may die there.
 */
final class World {
    private static final List<String> CONTEXTS = List.of("cart", "order", "inventory", "payment");
    private static final Duration RETENTION = Duration.ofDays(90);
    private static final int LONGEST = 2_000;

    final RandomGenerator random;
    final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    final MemoryStore store = new MemoryStore();
    final Trouble trouble = new Trouble(store);
    final SimulatedProvider provider;
    final Carts carts;
    final PriceList prices;
    final Checkouts checkouts;
    final Merges merges;
    final IdleCarts idle;
    final Stocks stocks;
    final Orders orders;

    final Books books;

    private final Rules rules;
    private final Log log = new Log();
    private final List<Reader> readers;
    private final Sweeper sweeper;
    private final Deadlines deadlines;
    private final Attempts attempts;
    private final PaymentWorker worker;
    private final List<Runnable> customers = new ArrayList<>();
    private double loss;
    private int crashes;

    World(long seed, Rules rules) {
        this.rules = rules;
        random = new SplittableRandom(seed);
        var ids = new Ids(clock, random);
        provider = new SimulatedProvider(clock, random, trouble::others);
        books = new Books(store, provider);
        prices = new PriceList(store, store);
        carts = new Carts(store, store, prices, ids);
        checkouts = new Checkouts(trouble, trouble, prices, ids, trouble);
        merges = new Merges(trouble, trouble, trouble);
        idle = new IdleCarts(store, store, store, clock, Duration.ofDays(30));
        stocks = new Stocks(store, store, store, clock, rules.reservationTtl());
        orders = new Orders(store, store, clock);
        sweeper = new Sweeper(trouble, trouble, store, clock, trouble);
        deadlines = new Deadlines(trouble, trouble, store, clock, terms(), trouble);
        var backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8), random);
        attempts = new Attempts(trouble, trouble, store, clock, Duration.ofSeconds(5), backoff, RETENTION);
        worker = new PaymentWorker(attempts, provider, 8, Runnable::run, trouble);
        readers = rules.choreographed() ? choreographed() : orchestrated();
    }

    private Terms terms() {
        return new Terms(rules.deadline(), RETENTION);
    }

    private List<Reader> orchestrated() {
        var orchestrator = new Orchestrator(trouble, clock, terms());
        var inventory = new Inventory(trouble, clock, rules.reservationTtl());
        return List.of(
                cart(),
                reader("order", orchestrator, Topic.CARTS, Topic.STOCK, Topic.PAYMENTS),
                reader("inventory", inventory, Topic.STOCK_COMMANDS),
                reader("payment", new Payments(trouble, clock), Topic.PAYMENT_COMMANDS));
    }

    private List<Reader> choreographed() {
        var orders = new ChoreographedOrders(trouble, clock, RETENTION);
        var inventory = new ChoreographedInventory(trouble, clock, rules.reservationTtl());
        var payments = new ChoreographedPayments(trouble, clock);
        return List.of(
                cart(),
                reader("order", orders, Topic.CARTS, Topic.STOCK_COMMANDS, Topic.STOCK, Topic.PAYMENTS),
                reader("inventory", inventory, Topic.CARTS, Topic.STOCK_COMMANDS, Topic.PAYMENTS),
                reader("payment", payments, Topic.STOCK, Topic.PAYMENT_COMMANDS, Topic.PAYMENTS));
    }

    private Reader cart() {
        return reader("cart", new CartHandler(trouble, merges, idle), Topic.CARTS, Topic.ORDERS);
    }

    private Reader reader(String name, Handler handler, Topic... topics) {
        return new Reader(name, List.of(topics), handler, !rules.withoutInbox().contains(name));
    }

    /** Sells something from now on. */
    void stock(String sku, long units, long price) {
        prices.set(sku, new Money(price, "EUR"));
        stocks.count(sku, units);
        books.delivered(sku, units);
    }

    /** Puts things into a cart of its own for a guest, and returns its id. */
    String cartOf(Map<String, Integer> quantities) {
        return cartOf(null, quantities);
    }

    /** Puts things into a cart of its own for somebody, and returns its id. */
    String cartOf(@Nullable String owner, Map<String, Integer> quantities) {
        var cart = carts.create(owner);
        long version = cart.version();
        for (var line : quantities.entrySet()) {
            assertThat(carts.put(cart.id(), owner, version, line.getKey(), line.getValue()))
                    .isInstanceOf(CartOutcome.Changed.class);
            version++;
        }
        return cart.id();
    }

    /** Lets somebody check a cart out, sooner or later, and once: however often he asks, he is told of one order. */
    void checkout(String cartId, String token) {
        checkout(cartId, null, token);
    }

    void checkout(String cartId, @Nullable String owner, String token) {
        var told = new HashSet<String>();
        customer(() -> {
            var outcome = checkouts.checkout(cartId, owner, null, "key of " + cartId, token);
            told.add(((CheckoutOutcome.Accepted) outcome).orderId());
            assertThat(told).hasSize(1);
        });
    }

    /** Lets a customer take a guest's cart into their own, sooner or later. */
    void merge(String target, String owner, String guest) {
        customer(() -> merges.merge(target, owner, guest));
    }

    /** Lets a customer do something, sooner or later; again, if the process dies that he asked. */
    void customer(Runnable wish) {
        customers.add(wish);
    }

    /** Lets so many things happen that may go wrong, and then nothing go wrong any more. */
    void live(int steps) {
        trouble.interleaving(() -> {
            if (random.nextDouble() < rules.interleaving()) {
                step();
            }
        });
        trouble.crashing(point -> random.nextDouble() < rules.crashing());
        losing(rules.loss());
        for (int step = 0; step < steps; step++) {
            step();
        }
        trouble.interleaving(() -> {});
        trouble.crashing(point -> false);
        losing(0);
    }

    /**
     * Lets requests to the provider get lost, and its answers, and those to customers.
     *
     * @param share 0 to 1
     */
    void losing(double share) {
        loss = share;
        provider.losing(share);
    }

    /** Lets everything come to its end, and returns how many rounds that took. */
    int settle() {
        int rounds = 0;
        while (!quiet()) {
            if (rounds == LONGEST) {
                throw new AssertionError("never quiet: " + orders.unfinished(Duration.ZERO, 3));
            }
            round();
            rounds++;
        }
        return rounds;
    }

    /** Lets so much time pass while nothing goes wrong here. */
    void liveFor(Duration time) {
        var end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            round();
        }
    }

    /** Lets everybody do what there is to do, in turn. */
    void round() {
        pass(Duration.ofSeconds(2));
        List.copyOf(customers).forEach(wish -> survive(() -> serve(wish)));
        for (var context : CONTEXTS) {
            for (int shard : waiting(context)) {
                int most = store.outboxOf(context, shard).size();
                for (int published = 0; published < most; published++) {
                    survive(() -> publish(context, shard));
                }
            }
        }
        for (var reader : readers) {
            reader.behind(log).forEach(partition -> survive(() -> reader.read(log, partition, 10, trouble, trouble)));
        }
        survive(worker::runOnce);
        survive(sweeper::runOnce);
        survive(deadlines::runOnce);
        provider.deliverLate();
        books.addUp();
    }

    /** Returns everything that was published. */
    List<Message> said() {
        return log.all().stream().map(Envelope::message).toList();
    }

    boolean quiet() {
        return customers.isEmpty()
                && CONTEXTS.stream().allMatch(context -> store.saidBy(context).isEmpty())
                && readers.stream().allMatch(reader -> reader.behind(log).isEmpty())
                && orders.oldestUnfinished().isEmpty()
                && stocks.oldestReservation().isEmpty()
                && provider.quiet();
    }

    private void step() {
        books.addUp();
        pass(Duration.ofMillis(random.nextInt(50)));
        survive(
                switch (random.nextInt(13)) {
                    case 0, 1 -> () -> any(customers, this::serve);
                    case 2, 3, 4 ->
                        () -> any(CONTEXTS, context -> any(waiting(context), shard -> publish(context, shard)));
                    case 5, 6, 7 -> () -> any(readers, reader -> any(reader.behind(log), part -> read(reader, part)));
                    case 8 -> worker::runOnce;
                    case 9 -> sweeper::runOnce;
                    case 10 -> deadlines::runOnce;
                    // a relay that was held up, and has not heard that another went on
                    case 11 -> () -> any(log.all(), this::append);
                    default ->
                        () -> {
                            provider.deliverLate();
                            orders.unfinished(Duration.ZERO, 1).forEach(order -> attempts.hint(order.id()));
                        };
                });
    }

    int crashes() {
        return crashes;
    }

    private void serve(Runnable wish) {
        wish.run();
        if (random.nextDouble() >= loss) {
            customers.remove(wish);
        }
    }

    private List<Integer> waiting(String context) {
        return IntStream.range(0, Shards.COUNT)
                .filter(shard -> !store.outboxOf(context, shard).isEmpty())
                .boxed()
                .toList();
    }

    private void publish(String context, int shard) {
        var first = store.outboxOf(context, shard).getFirst();
        trouble.reach(Moment.BEFORE_PUBLISH, Reader.subject(first));
        append(first);
        trouble.reach(Moment.AFTER_PUBLISH, Reader.subject(first));
        var outbox = store.outboxOf(context, shard);
        if (!outbox.isEmpty() && outbox.getFirst().equals(first)) {
            store.takeFrom(context, shard);
        }
    }

    private void append(Envelope envelope) {
        var key = envelope.message().key();
        log.append(envelope, rules.keyed() ? Shards.of(key) : random.nextInt(Shards.COUNT));
    }

    private void read(Reader reader, Reader.Partition partition) {
        reader.read(log, partition, 1 + random.nextInt(3), trouble, trouble);
    }

    private void pass(Duration time) {
        clock.advance(time);
        store.setNow(clock.instant());
    }

    private <T> void any(List<T> things, Consumer<T> what) {
        if (!things.isEmpty()) {
            what.accept(things.get(random.nextInt(things.size())));
        }
    }

    private void survive(Runnable process) {
        try {
            process.run();
        } catch (Crashed _) {
            crashes++;
            books.addUp();
        }
    }
}
