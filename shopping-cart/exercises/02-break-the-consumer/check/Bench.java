import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import katas.lab.testing.MutableClock;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Passage;
import katas.shopping.inventory.Stock;
import katas.shopping.inventory.Stocks;
import katas.shopping.messages.Message;
import katas.shopping.messages.StockCommand;

/** What a test works with: a log, a store, processes of one make that share them, a clock, and a hand on each process. */
final class Bench {

    private static Make make = RealConsumer::new;

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T09:00:00Z"));
    private final Store store = new Store(clock);
    private final Log log = new Log();
    private Moment moment;
    private Runnable action = () -> {};

    /** How a process is made. */
    interface Make {
        Consumer start(Store store, Log log, InstantSource clock, Passage passage);
    }

    /** Decides what processes all benches start from now on. */
    static void use(Make other) {
        make = other;
    }

    /** Starts a process; it goes on where all before it have committed. */
    Consumer start() {
        return new Mortal(make.start(store, log, clock, this::reach));
    }

    /** Counts the shelf: so many are there that nobody has reserved. */
    void count(String sku, long onHand) {
        new Stocks(store, store, store, clock, RealConsumer.RESERVATION_TTL).count(sku, onHand);
    }

    Stock stock(String sku) {
        return new Stocks(store, store, store, clock, RealConsumer.RESERVATION_TTL)
                .find(sku)
                .orElseThrow();
    }

    /** Appends a message to the log. */
    void send(StockCommand command) {
        log.append(command.sku(), command);
    }

    /** Appends the last message once more, as a relay does that is not sure whether it has. */
    void sendAgain() {
        log.appendAgain();
    }

    /** Appends a message about a SKU that nobody can decode. */
    void sendGarbage(String sku) {
        log.append(sku, null);
    }

    /** Returns what the inventory has said, in order. */
    List<Message> said() {
        return store.said();
    }

    /** Returns the offsets of the messages about a SKU that were put aside, in the order in which they wait. */
    List<Long> parked(String sku) {
        return store.parked(sku);
    }

    /** Returns how many messages the inbox remembers. */
    long remembered() {
        return store.remembered();
    }

    void advance(Duration by) {
        clock.advance(by);
    }

    /** Lets the next process that comes to a moment die there. */
    void dieAt(Moment where) {
        at(where, () -> {
            throw new Died();
        });
    }

    /** Lets something happen, once, when the next process has come to a moment and before it goes on. */
    void at(Moment where, Runnable what) {
        moment = where;
        action = what;
    }

    private void reach(Moment where, String subject) {
        if (where == moment) {
            moment = null;
            action.run();
        }
    }

    /** A process that does nothing any more once it is dead. */
    private static final class Mortal implements Consumer {
        private final Consumer process;
        private boolean dead;

        Mortal(Consumer process) {
            this.process = process;
        }

        @Override
        public void poll() {
            live(process::poll);
        }

        @Override
        public void sweep() {
            live(process::sweep);
        }

        private void live(Runnable step) {
            if (dead) {
                throw new IllegalStateException("this process is dead: start another");
            }
            try {
                step.run();
            } catch (Died _) {
                dead = true;
            }
        }
    }
}
