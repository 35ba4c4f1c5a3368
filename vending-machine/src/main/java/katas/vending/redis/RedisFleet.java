package katas.vending.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.vending.Controller;
import katas.vending.Event;
import katas.vending.Fleet;
import katas.vending.JournalEntry;
import katas.vending.Machine;
import katas.vending.Receipt;
import katas.vending.Request;
import katas.vending.Snapshot;
import katas.vending.StoreUnavailable;
import katas.vending.json.Remembered;
import katas.vending.json.StoredFormat;
import katas.vending.json.UnknownFormat;
import katas.vending.redis.CrashPoint.Moment;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The machines in Redis, executed by any number of replicas.
 *
 * <p>A command costs two trips: one reads the machine, Redis' time and what is remembered of the command; the other
 * compares the version and stores all that the command did at once, or nothing. Whoever loses that race decides anew on
 * what the winner left, at one trip more. No replica keeps anything, so it may stop anywhere: what was not stored has
 * not happened, and what was stored is remembered under the command's id.
 */
public final class RedisFleet implements Fleet {
    private static final LuaScript READ = new LuaScript("seen.lua", "read.lua");
    private static final LuaScript COMMIT = new LuaScript("seen.lua", "commit.lua");
    private static final Duration REMEMBERED_FOR = Duration.ofHours(24);

    /** Each race lost is a command of somebody else's that was executed; so many in a row are a flood. */
    private static final int MOST_RACES = 500;

    private static final String INSTALLATION = "installation";
    private static final String NOTHING = "";

    private final RedisLink redis;
    private final Controller controller;
    private final Passage passage;
    private final StoredFormat format = new StoredFormat();
    private final Unreadable unreadable = new Unreadable(LoggerFactory.getLogger(RedisFleet.class));

    /**
     * Makes a fleet of the machines that this Redis holds.
     *
     * @param passage hears how far each command has come
     */
    public RedisFleet(RedisLink redis, Controller controller, Passage passage) {
        this.redis = redis;
        this.controller = controller;
        this.passage = passage;
    }

    @Override
    public Optional<Snapshot> install(String id, Event.MachineInstalled installation) {
        var keys = RedisKeys.of(id);
        // what the caller's commands are remembered by is never this: their ids have no space
        var seen = seen(READ.run(redis, keys.forRead(" ")));
        List<Event> events = List.of(installation);
        var machine = new Snapshot(id, 1, Machine.replay(events));
        var decision = new Decision(0, machine, events, new Receipt.Done(machine, events, NOTHING));
        return seen.version() == 0
                        && commit(keys, " ", INSTALLATION, decision, seen.now(), NOTHING)
                                .isEmpty()
                ? Optional.of(machine)
                : Optional.empty();
    }

    @Override
    public Optional<Snapshot> find(String id) {
        return Optional.ofNullable(
                        redis.call(commands -> commands.hget(RedisKeys.of(id).machine(), "snapshot")))
                .map(format::readSnapshot);
    }

    /** {@inheritDoc} Those that cannot be read are left out, and never make a page the last. */
    @Override
    public List<Snapshot> page(String after, int limit) {
        var page = new ArrayList<Snapshot>();
        var last = after;
        while (page.size() < limit) {
            var ids = idsAfter(last, limit);
            readAll(ids).limit(limit - page.size()).forEach(page::add);
            if (ids.size() < limit) {
                break;
            }
            last = ids.getLast();
        }
        return List.copyOf(page);
    }

    private List<String> idsAfter(String after, int limit) {
        var later = Range.from(
                after.isEmpty() ? Range.Boundary.<String>unbounded() : Range.Boundary.excluding(after),
                Range.Boundary.<String>unbounded());
        return redis
                .callAll(
                        List.of(RedisKeys.indexes()),
                        (commands, index) -> commands.zrangebylex(index, later, Limit.from(limit)))
                .stream()
                .flatMap(List::stream)
                .sorted()
                .limit(limit)
                .toList();
    }

    private Stream<Snapshot> readAll(List<String> ids) {
        var keys = ids.stream().map(RedisKeys::of).toList();
        var texts = redis.callAll(keys, (commands, key) -> commands.hget(key.machine(), "snapshot"));
        return IntStream.range(0, ids.size())
                .mapToObj(i -> readIfPossible(ids.get(i), texts.get(i)))
                .flatMap(Optional::stream);
    }

    private Optional<Snapshot> readIfPossible(String id, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(format::readSnapshot);
        } catch (UnknownFormat e) {
            unreadable.tell(id, e);
            return Optional.empty();
        }
    }

    @Override
    public List<JournalEntry> journal(String machine, long after, int limit) {
        var texts = redis.call(commands -> commands.lrange(RedisKeys.of(machine).journal(), after, after + limit - 1));
        var entries = new ArrayList<JournalEntry>();
        for (var text : texts) {
            entries.add(format.readEntry(after + entries.size() + 1, text));
        }
        return entries;
    }

    @Override
    public Receipt execute(String machine, Request request) {
        var receipt = executeOnce(RedisKeys.of(machine), request);
        passage.passing(request.command(), Moment.BEFORE_ANSWER);
        return receipt;
    }

    private Receipt executeOnce(RedisKeys keys, Request request) {
        var seen = seen(READ.run(redis, keys.forRead(request.id())));
        for (int race = 0; race < MOST_RACES; race++) {
            passage.passing(request.command(), Moment.READ);
            if (!seen.remembered().isEmpty()) {
                return answeredBefore(request, format.readRemembered(seen.remembered()));
            }
            if (seen.version() == 0) {
                return new Receipt.UnknownMachine();
            }
            var decision = Decision.of(controller, format.readSnapshot(seen.snapshot()), request, seen.now());
            passage.passing(request.command(), Moment.BEFORE_COMMIT);
            var remembered = format.write(new Remembered(request.fingerprint(), decision.receipt()));
            var lost = commit(keys, request.id(), request.id(), decision, seen.now(), remembered);
            if (lost.isEmpty()) {
                passage.passing(request.command(), Moment.AFTER_COMMIT);
                return decision.receipt();
            }
            seen = lost.get();
        }
        throw new StoreUnavailable(
                "machine %s changed %d times while one command tried".formatted(keys.id(), MOST_RACES), null);
    }

    private static Receipt answeredBefore(Request request, Remembered remembered) {
        return remembered.fingerprint().equals(request.fingerprint()) ? remembered.receipt() : new Receipt.IdTaken();
    }

    /** Returns nothing when all is stored; else what was there instead. */
    private Optional<Seen> commit(
            RedisKeys keys, String rememberedAs, String command, Decision decision, Instant now, String remembered) {
        var after = decision.after();
        var args = new ArrayList<>(List.of(
                keys.id(),
                Long.toString(decision.before()),
                Long.toString(after.version()),
                format.write(after),
                decision.due().map(RedisFleet::micros).orElse(NOTHING),
                remembered,
                Long.toString(REMEMBERED_FOR.toMillis())));
        // the script counts the entries, so none is given a number here
        decision.events()
                .forEach(event -> args.add(format.write(new JournalEntry(0, after.version(), now, command, event))));
        var reply = COMMIT.run(redis, keys.forCommit(rememberedAs), args.toArray(String[]::new));
        return reply.isEmpty() ? Optional.empty() : Optional.of(seen(reply));
    }

    private static Seen seen(List<String> reply) {
        return new Seen(
                Instant.EPOCH.plus(Long.parseLong(reply.get(0)), ChronoUnit.MICROS),
                Long.parseLong(reply.get(1)),
                reply.get(2),
                reply.get(3));
    }

    private static String micros(Instant due) {
        return Long.toString(Math.ceilDiv(ChronoUnit.NANOS.between(Instant.EPOCH, due), 1_000));
    }

    /**
     * What a command is decided from.
     *
     * @param version 0 if there is no machine
     * @param remembered empty if the command was not executed yet
     */
    private record Seen(Instant now, long version, String snapshot, String remembered) {}
}
