import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.effect.Passage;
import katas.shopping.inventory.Inventory;
import katas.shopping.inventory.Sweeper;
import katas.shopping.messages.StockCommand;

/** The kata's own inventory behind a consumer that is cut so that each step can be got wrong. */
class RealConsumer implements Consumer {

    static final Duration RESERVATION_TTL = Duration.ofMinutes(5);
    static final Duration RETENTION = Duration.ofHours(24);
    private static final String NAME = "inventory";

    final Store store;
    final Log log;
    private final Passage passage;
    private final Inventory inventory;
    private final Sweeper sweeper;

    RealConsumer(Store store, Log log, InstantSource clock, Passage passage) {
        this.store = store;
        this.log = log;
        this.passage = passage;
        this.inventory = new Inventory(store, clock, RESERVATION_TTL);
        this.sweeper = new Sweeper(store, store, store, clock, passage);
    }

    @Override
    public final void poll() {
        log.read().forEach(this::take);
    }

    @Override
    public final void sweep() {
        sweeper.runOnce();
    }

    void take(Log.Entry entry) {
        handle(entry);
        commit(entry);
    }

    final void commit(Log.Entry entry) {
        log.commit(entry);
        passage.reach(Moment.AFTER_COMMIT, NAME);
    }

    void handle(Log.Entry entry) {
        if (entry.command() == null) {
            putAside(entry);
            return;
        }
        var applied = attempt(entry);
        while (applied == Applied.STALE) {
            applied = attempt(entry);
        }
        if (applied == Applied.PARKED) {
            store.park(entry);
        }
    }

    void putAside(Log.Entry entry) {
        store.park(entry);
    }

    /** Decides what a message changes. */
    Optional<Effect> decide(StockCommand command) {
        return inventory.handle(command);
    }

    Applied apply(Effect effect) {
        return store.apply(effect, RETENTION);
    }

    static Effect.Inbox inbox(Log.Entry entry) {
        return new Effect.Inbox(NAME, entry.id());
    }

    private Applied attempt(Log.Entry entry) {
        var decided = decide(entry.command());
        if (decided.isEmpty()) {
            return Applied.DONE;
        }
        passage.reach(Moment.BEFORE_EFFECT, NAME);
        var applied = apply(decided.get().once(inbox(entry)).inSequence(new Effect.Sequence(NAME, entry.key(), null)));
        passage.reach(Moment.AFTER_EFFECT, NAME);
        return applied;
    }
}
