import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import katas.lab.testing.MutableClock;
import katas.urlshortener.Link;
import katas.urlshortener.Lookup;
import katas.urlshortener.Target;
import katas.urlshortener.VisitLimits.Verdict;
import katas.urlshortener.cache.Reading;
import katas.urlshortener.cache.Subscription;

/**
 * What all replicas share: links, visits and clicks, in memory. Each method but {@link #apply} is one trip, and
 * indivisible; whoever listens is told what has changed before the writer has its answer.
 */
final class Store {

    private final MutableClock clock;
    private final Map<String, Lookup> links = new HashMap<>();
    private final Map<String, Long> visits = new HashMap<>();
    private final Map<String, Long> clicks = new HashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Subscription subscription = new Subscription(Duration.ofDays(1), 0);
    private final AtomicReference<Runnable> afterRead = new AtomicReference<>();
    private final AtomicReference<Runnable> afterCount = new AtomicReference<>();
    private long leased;
    private long applied;

    Store(MutableClock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Tells the listener each code behind which something has changed. */
    void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    void afterRead(Runnable action) {
        afterRead.set(action);
    }

    void afterCount(Runnable action) {
        afterCount.set(action);
    }

    /** Leases the next ids; returns the first. */
    synchronized long lease(int size) {
        leased += size;
        return leased - size;
    }

    synchronized long leased() {
        return leased;
    }

    /** Reads what stands behind a code. */
    Reading<Lookup> read(String code) {
        var found = lookup(code);
        arrive(afterRead);
        return new Reading<>(found, subscription);
    }

    /** Looks without a trip. */
    synchronized Lookup lookup(String code) {
        return links.getOrDefault(code, new Lookup.Absent());
    }

    /** Stores a new link, unless there is or was one with its code. */
    boolean create(Link link) {
        synchronized (this) {
            if (links.containsKey(link.code())) {
                return false;
            }
            links.put(link.code(), new Lookup.Existing(link));
        }
        tell(link.code());
        return true;
    }

    /** Stores a link, whatever is there. */
    void put(Link link) {
        synchronized (this) {
            links.put(link.code(), new Lookup.Existing(link));
        }
        tell(link.code());
    }

    void edit(String code, String target) {
        synchronized (this) {
            if (!(links.get(code) instanceof Lookup.Existing(var link))) {
                return;
            }
            links.put(
                    code,
                    new Lookup.Existing(new Link(
                            code,
                            new Target(target),
                            link.owner(),
                            link.redirect(),
                            link.createdAt(),
                            link.expiresAt(),
                            link.maxVisits(),
                            link.version() + 1)));
        }
        tell(code);
    }

    /** Leaves of a link only that there was one. */
    void delete(String code) {
        synchronized (this) {
            if (links.containsKey(code)) {
                links.put(code, new Lookup.Deleted());
            }
            visits.remove(code);
            clicks.remove(code);
        }
        tell(code);
    }

    /** Decides on a visit and takes it, in one step. */
    Verdict visit(String code, Instant now) {
        var verdict = decide(code, now);
        arrive(afterCount);
        return verdict;
    }

    /** Returns how many visits were taken. */
    long visits(String code) {
        long taken;
        synchronized (this) {
            taken = visits.getOrDefault(code, 0L);
        }
        arrive(afterCount);
        return taken;
    }

    /** Takes a visit, whatever the limit says. */
    synchronized void take(String code) {
        visits.merge(code, 1L, Long::sum);
    }

    /** Counts clicks from this place in the log on, in one step with how far it came. */
    synchronized void apply(long offset, List<String> clicked) {
        if (offset > applied) {
            throw new IllegalArgumentException("the log leaves nothing out: it goes on at " + applied);
        }
        clicked.stream().skip(applied - offset).forEach(this::count);
        applied = Math.max(applied, offset + clicked.size());
    }

    /** Counts a click, unless its link is gone. */
    synchronized void count(String code) {
        if (lookup(code) instanceof Lookup.Existing) {
            clicks.merge(code, 1L, Long::sum);
        }
    }

    synchronized long clicks(String code) {
        return clicks.getOrDefault(code, 0L);
    }

    private synchronized Verdict decide(String code, Instant now) {
        return switch (lookup(code)) {
            case Lookup.Absent() -> Verdict.ABSENT;
            case Lookup.Deleted() -> Verdict.DELETED;
            case Lookup.Existing(var link) -> {
                if (link.expiresAt() != null && !now.isBefore(link.expiresAt())) {
                    yield Verdict.EXPIRED;
                }
                if (link.maxVisits() != null && visits.getOrDefault(code, 0L) >= link.maxVisits()) {
                    yield Verdict.USED_UP;
                }
                take(code);
                yield Verdict.GRANTED;
            }
        };
    }

    private void tell(String code) {
        listeners.forEach(listener -> listener.accept(code));
    }

    private static void arrive(AtomicReference<Runnable> gate) {
        Optional.ofNullable(gate.getAndSet(null)).ifPresent(Runnable::run);
    }
}
