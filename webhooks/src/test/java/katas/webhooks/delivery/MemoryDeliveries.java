package katas.webhooks.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import katas.webhooks.Shards;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.message.Message;

/** Deliveries in memory: due at once, in the order in which they came; nothing is limited. */
final class MemoryDeliveries implements Deliveries {
    /** An attempt that is stored, and what follows from it. */
    record Completed(Attempt attempt, Outcome outcome) {}

    private final Map<String, Set<String>> made = new ConcurrentHashMap<>();
    private final List<Integer> calls = new CopyOnWriteArrayList<>();
    private final List<Integer> asked = new CopyOnWriteArrayList<>();
    private final Map<Integer, Queue<Lease>> due = new ConcurrentHashMap<>();
    private final List<Completed> completed = new CopyOnWriteArrayList<>();
    private final List<Lease> handedBack = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private volatile boolean refusing;
    private volatile int sickShard = -1;
    private volatile Runnable whenTaken = () -> {};

    /** Lets every call fail from now on, or no more. */
    void away(boolean now) {
        away = now;
    }

    /** Lets one shard fail as nobody expects. */
    void sicken(int shard) {
        sickShard = shard;
    }

    /** Lets no lease be handed back and no end be stored, for a reason that nobody expects. */
    void refuse() {
        refusing = true;
    }

    /** Has something happen while deliveries are taken. */
    void whenTaken(Runnable happens) {
        whenTaken = happens;
    }

    /** Makes something due. */
    void add(Lease lease) {
        due.computeIfAbsent(Shards.of(lease.tenant()), _ -> new ConcurrentLinkedQueue<>())
                .add(lease);
    }

    /** Returns the endpoints for which there is a delivery of a message. */
    Collection<String> made(String message) {
        return made.getOrDefault(message, Set.of());
    }

    /** Returns of how many endpoints each call of {@link #fanOut} was. */
    List<Integer> calls() {
        return calls;
    }

    /** Returns how many each call of {@link #take} asked for. */
    List<Integer> asked() {
        return asked;
    }

    List<Lease> handedBack() {
        return handedBack;
    }

    List<Completed> completed() {
        return completed;
    }

    @Override
    public void fanOut(Message message, List<String> endpoints) {
        failIfAway();
        calls.add(endpoints.size());
        made.computeIfAbsent(message.id(), _ -> ConcurrentHashMap.newKeySet()).addAll(endpoints);
    }

    @Override
    public Taken take(int shard, int most) {
        failIfAway();
        if (shard == sickShard) {
            throw new IllegalStateException("sick");
        }
        asked.add(most);
        whenTaken.run();
        var queue = due.getOrDefault(shard, new ConcurrentLinkedQueue<>());
        var leases = new ArrayList<Lease>();
        while (leases.size() < most && !queue.isEmpty()) {
            leases.add(queue.remove());
        }
        return new Taken(leases, queue.isEmpty() ? null : Duration.ZERO);
    }

    @Override
    public void handBack(Lease lease) {
        failIfAway();
        failIfRefusing();
        handedBack.add(lease);
    }

    @Override
    public Completion complete(Lease lease, Attempt attempt, Outcome outcome) {
        failIfAway();
        failIfRefusing();
        completed.add(new Completed(attempt, outcome));
        return new Completion(Completion.State.DELIVERED, Completion.Effect.NOTHING);
    }

    private void failIfRefusing() {
        if (refusing) {
            throw new IllegalStateException("refused");
        }
    }

    private void failIfAway() {
        if (away) {
            throw new StoreUnavailable("away", null);
        }
    }
}
