import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import katas.lab.testing.MutableClock;
import katas.urlshortener.Alias;

/** What a test works with: replicas of one make over one store, a clock, and a hand on what is on its way. */
final class Bench {

    private static Make make = RealShortener::new;

    // within a second: a shortener that likes round times gets none
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T09:41:07.250Z"));
    private final Store store = new Store(clock);
    private final ThreadLocal<Boolean> reading = ThreadLocal.withInitial(() -> false);

    /** How a replica is made. */
    interface Make {
        Shortener replica(Store store);
    }

    /** Decides what replicas all benches give out from now on. */
    static void use(Make other) {
        make = other;
    }

    /** Starts another replica over the store that all replicas of this bench share. */
    Shortener replica() {
        return new Watched(make.replica(store));
    }

    Instant now() {
        return clock.instant();
    }

    /** Moves the clock on; a microsecond is the least that anybody can tell. */
    void advance(Duration by) {
        clock.advance(by);
    }

    /**
     * Lets something happen in the next gap, once: when the store has answered what stands behind a code, and before the
     * replica has that answer. A replica asks at the latest when it is asked for a code the first time.
     */
    void afterRead(Runnable action) {
        store.afterRead(() -> {
            reading.set(true);
            try {
                action.run();
            } finally {
                reading.set(false);
            }
        });
    }

    /**
     * Lets something happen in the next gap, once: when the store has answered a question about the visits of a link, and
     * before the replica has that answer.
     */
    void afterCount(Runnable action) {
        store.afterCount(action);
    }

    /** Says so, instead of waiting for ever, when a replica would have to wait for an answer that waits for it. */
    private final class Watched implements Shortener {
        private final Shortener replica;
        private final ThreadLocal<Set<String>> asked = ThreadLocal.withInitial(HashSet::new);

        Watched(Shortener replica) {
            this.replica = replica;
        }

        @Override
        public Answer resolve(String code) {
            var normal = Alias.normalised(code);
            boolean first = asked.get().add(normal);
            if (!first && reading.get()) {
                throw new IllegalStateException("this replica has just asked for " + code
                        + ", and would wait for that answer: let another replica resolve it in the gap");
            }
            try {
                return replica.resolve(code);
            } finally {
                if (first) {
                    asked.get().remove(normal);
                }
            }
        }

        @Override
        public Optional<String> create(LinkDraft draft) {
            return replica.create(draft);
        }

        @Override
        public void edit(String code, String target) {
            replica.edit(code, target);
        }

        @Override
        public void delete(String code) {
            replica.delete(code);
        }

        @Override
        public void deliver(long offset, List<String> clicked) {
            replica.deliver(offset, clicked);
        }

        @Override
        public long clicks(String code) {
            return replica.clicks(code);
        }
    }
}
