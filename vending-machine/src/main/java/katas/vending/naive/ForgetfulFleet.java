package katas.vending.naive;

import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import katas.vending.Controller;
import katas.vending.Event;
import katas.vending.Fleet;
import katas.vending.JournalEntry;
import katas.vending.Machine;
import katas.vending.Receipt;
import katas.vending.Request;
import katas.vending.Snapshot;
import katas.vending.State;
import katas.vending.json.Remembered;
import katas.vending.json.StoredFormat;
import katas.vending.redis.CrashPoint.Moment;
import katas.vending.redis.Decision;
import katas.vending.redis.Passage;
import katas.vending.redis.RedisLink;

/**
 * Stores a machine only when it is at rest, and keeps what it is doing in the memory of the replica: wrong on purpose.
 *
 * <p>A replica that crashes while a machine dispenses or pays out forgets that the credit was spent: the next one finds
 * the buyer's coins in escrow, and sells for them again. Order numbers do not save it, although none ever comes twice:
 * to the device, the second sale is a new order.
 *
 * <p>There is no journal, answers are remembered here alone, the last {@value #MOST_REMEMBERED} of them, and of two
 * replicas the one that stores last wins. Nor has any state a time-out: no ticker hears of these machines, so a credit
 * waits for its buyer, and a vend for its report, until somebody sends a {@code tick}.
 */
public final class ForgetfulFleet implements Fleet {
    private static final String MACHINES = "vending-machine:{forgetful}:machines";
    private static final String NUMBERS = "vending-machine:{forgetful}:numbers";
    private static final int NUMBERS_AT_ONCE = 1_000;
    private static final int MOST_REMEMBERED = 10_000;

    private final RedisLink redis;
    private final Controller controller;
    private final InstantSource clock;
    private final Passage passage;
    private final StoredFormat format = new StoredFormat();
    private final Map<String, Snapshot> busy = new HashMap<>();
    private final Map<String, Remembered> remembered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public ForgetfulFleet(RedisLink redis, Controller controller, InstantSource clock, Passage passage) {
        this.redis = redis;
        this.controller = controller;
        this.clock = clock;
        this.passage = passage;
    }

    @Override
    public Optional<Snapshot> install(String id, Event.MachineInstalled installation) {
        var machine = new Snapshot(id, 1, Machine.replay(List.of(installation)));
        return redis.call(commands -> commands.hsetnx(MACHINES, id, format.write(machine)))
                ? Optional.of(machine)
                : Optional.empty();
    }

    @Override
    public synchronized Optional<Snapshot> find(String id) {
        return Optional.ofNullable(busy.get(id)).or(() -> stored(id));
    }

    @Override
    public List<Snapshot> page(String after, int limit) {
        return redis.call((RedisAsyncCommands<String, String> commands) -> commands.hkeys(MACHINES)).stream()
                .filter(id -> id.compareTo(after) > 0)
                .sorted()
                .limit(limit)
                .flatMap(id -> find(id).stream())
                .toList();
    }

    @Override
    public List<JournalEntry> journal(String machine, long after, int limit) {
        return List.of();
    }

    @Override
    public synchronized Receipt execute(String machine, Request request) {
        var before = find(machine);
        passage.passing(request.command(), Moment.READ);
        if (before.isEmpty()) {
            return new Receipt.UnknownMachine();
        }
        var answered = remembered.get(key(machine, request));
        if (answered != null) {
            return answered.fingerprint().equals(request.fingerprint()) ? answered.receipt() : new Receipt.IdTaken();
        }
        var decision = Decision.of(controller, numbered(before.get()), request, clock.instant());
        passage.passing(request.command(), Moment.BEFORE_COMMIT);
        keep(decision.after());
        remembered.put(key(machine, request), new Remembered(request.fingerprint(), decision.receipt()));
        passage.passing(request.command(), Moment.AFTER_COMMIT);
        passage.passing(request.command(), Moment.BEFORE_ANSWER);
        return decision.receipt();
    }

    private void keep(Snapshot machine) {
        switch (machine.machine().state()) {
            case State.Dispensing _, State.ReturningChange _ -> busy.put(machine.id(), machine);
            case State.Idle _, State.HoldingCredit _, State.OutOfService _, State.InServiceMode _ -> {
                redis.call(commands -> commands.hset(MACHINES, machine.id(), format.write(machine)));
                busy.remove(machine.id());
            }
        }
    }

    private Optional<Snapshot> stored(String id) {
        return Optional.ofNullable(redis.call(commands -> commands.hget(MACHINES, id)))
                .map(format::readSnapshot);
    }

    /** Numbers the orders to come, if the machine was at rest: what a replica before this one gave out is not known. */
    private Snapshot numbered(Snapshot snapshot) {
        if (busy.containsKey(snapshot.id())) {
            return snapshot;
        }
        long last = redis.call(commands -> commands.hincrby(NUMBERS, snapshot.id(), NUMBERS_AT_ONCE));
        var machine = snapshot.machine();
        return new Snapshot(
                snapshot.id(),
                snapshot.version(),
                new Machine(
                        machine.state(),
                        machine.slots(),
                        machine.tubes(),
                        machine.box(),
                        machine.faults(),
                        Math.toIntExact(last),
                        machine.books()));
    }

    private static String key(String machine, Request request) {
        return machine.length() + ":" + machine + ":" + request.id();
    }
}
