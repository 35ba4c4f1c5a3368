package katas.vending.redis;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import katas.vending.Command;
import katas.vending.Fleet;
import katas.vending.Request;
import katas.vending.Snapshot;
import katas.vending.StoreUnavailable;
import katas.vending.json.UnknownFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells machines that their time is up, by Redis' clock.
 *
 * <p>Every replica asks the 16 shards, and none needs to know of the others: a tick that finds the time not up, or
 * another's tick obeyed already, changes nothing. Hence it asks for no version either, which every coin that somebody
 * else puts in would make a new one. Also connects this replica to Redis for the first time.
 */
public final class Ticker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Ticker.class);
    private static final LuaScript DUE = new LuaScript("due.lua");
    private static final String MOST_AT_ONCE = "100";
    private static final int MOST_TOLD_OF = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final RedisLink redis;
    private final Fleet fleet;
    private final Duration interval;
    private @Nullable ScheduledExecutorService timer;
    private final Set<String> unreadable = new HashSet<>();
    private boolean answering = true;

    public Ticker(RedisLink redis, Fleet fleet, Duration interval) {
        this.redis = redis;
        this.fleet = fleet;
        this.interval = interval;
    }

    @Override
    public synchronized void start() {
        if (timer != null) {
            return;
        }
        beat();
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("ticker").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(
                this::beat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            // lets a beat under way come to its end: interrupted, it would report an outage that never was
            timer.close();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    void beat() {
        try {
            redis.connect();
            for (var index : RedisKeys.dueIndexes()) {
                tickAll(DUE.run(redis, new String[] {index}, MOST_AT_ONCE));
            }
            if (!answering) {
                log.info("redis answers");
            }
            answering = true;
        } catch (StoreUnavailable e) {
            if (answering) {
                log.warn("redis does not answer reason={}", String.valueOf(e.getMessage()));
            }
            answering = false;
        } catch (RuntimeException | Error e) {
            // a timer that throws never fires again
            log.error("ticker failed", e);
        }
    }

    private void tickAll(List<String> due) {
        long foundAtSecond = Long.parseLong(due.getFirst()) / MICROS_PER_SECOND;
        for (var id : due.subList(1, due.size())) {
            try {
                fleet.find(id).ifPresent(machine -> tick(machine, foundAtSecond));
            } catch (UnknownFormat e) {
                // the others' time is up too
                tellOfUnreadable(id, e);
            }
        }
    }

    private void tellOfUnreadable(String id, UnknownFormat e) {
        if (unreadable.size() < MOST_TOLD_OF && unreadable.add(id)) {
            log.error("machine cannot be read id={} reason={}", id, String.valueOf(e.getMessage()));
        }
    }

    // the second is part of the id, lest a clock that was set back leave behind a tick that found nothing due;
    // the space keeps it apart from the ids of callers, which have none
    private void tick(Snapshot machine, long foundAtSecond) {
        var id = "tick %d %d".formatted(machine.version(), foundAtSecond);
        fleet.execute(machine.id(), new Request(id, id, new Command.Tick(), null, ""));
    }
}
