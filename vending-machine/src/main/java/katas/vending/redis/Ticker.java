package katas.vending.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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
 *
 * <p>While Redis is away no device can report, and its time runs on. So nobody is told anything for a while after the
 * first answer of all, nor after the first that follows an outage: a drop that was seen meanwhile is reported then, and
 * not given up as unknown. Every replica does so for itself, by what it has seen: one that saw no outage ticks on time,
 * which is right if devices could report to it all the while. An outage that comes and goes between two beats is seen by
 * none, and costs a device no more than that of its time.
 */
public final class Ticker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Ticker.class);
    private static final LuaScript DUE = new LuaScript("due.lua");
    private static final LuaScript PUT_OFF = new LuaScript("put-off.lua");
    private static final String MOST_AT_ONCE = "100";
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** Until somebody may have mended it: so many that cannot be told must not keep all behind them waiting. */
    private static final Duration BROKEN = Duration.ofMinutes(1);

    private static final Duration BUSY = Duration.ofMillis(100);

    private final RedisLink redis;
    private final Fleet fleet;
    private final Duration interval;
    private final Duration grace;
    private final LongSupplier nanoClock;
    private final Unreadable unreadable = new Unreadable(log);
    private @Nullable ScheduledExecutorService timer;
    private boolean answering = true;
    private boolean answeredLast;
    private long silentUntil;

    /** @param grace how long devices may report after an outage before they are taken to be silent */
    public Ticker(RedisLink redis, Fleet fleet, Duration interval, Duration grace) {
        this(redis, fleet, interval, grace, System::nanoTime);
    }

    Ticker(RedisLink redis, Fleet fleet, Duration interval, Duration grace, LongSupplier nanoClock) {
        this.redis = redis;
        this.fleet = fleet;
        this.interval = interval;
        this.grace = grace;
        this.nanoClock = nanoClock;
    }

    @Override
    public synchronized void start() {
        if (timer != null) {
            return;
        }
        answeredLast = false;
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
            expectAnswer();
            if (devicesHadTime()) {
                for (var index : RedisKeys.dueIndexes()) {
                    tickAll(index, DUE.run(redis, new String[] {index}, MOST_AT_ONCE));
                }
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
            answeredLast = false;
        } catch (RuntimeException | Error e) {
            // a timer that throws never fires again
            log.error("ticker failed", e);
        }
    }

    private boolean devicesHadTime() {
        if (!answeredLast) {
            answeredLast = true;
            silentUntil = nanoClock.getAsLong() + grace.toNanos();
        }
        return nanoClock.getAsLong() - silentUntil >= 0;
    }

    /** @throws StoreUnavailable if there is none */
    private void expectAnswer() {
        redis.call(commands -> commands.ping());
    }

    private void tickAll(String index, List<String> due) {
        long foundAtSecond = Long.parseLong(due.getFirst()) / MICROS_PER_SECOND;
        for (var id : due.subList(1, due.size())) {
            try {
                fleet.find(id)
                        .ifPresentOrElse(machine -> tick(machine, foundAtSecond), () -> putOff(index, id, BROKEN));
            } catch (UnknownFormat e) {
                unreadable.tell(id, e);
                putOff(index, id, BROKEN);
            } catch (StoreUnavailable e) {
                // either it is Redis, which the caller tells of, or too many want something of this one machine
                expectAnswer();
                log.debug("machine is busy id={} reason={}", id, String.valueOf(e.getMessage()));
                putOff(index, id, BUSY);
            }
        }
    }

    private void putOff(String index, String id, Duration by) {
        PUT_OFF.run(redis, new String[] {index}, id, Long.toString(TimeUnit.NANOSECONDS.toMicros(by.toNanos())));
    }

    // the second is part of the id, lest a clock that was set back leave behind a tick that found nothing due;
    // the space keeps it apart from the ids of callers, which have none
    private void tick(Snapshot machine, long foundAtSecond) {
        var id = "tick %d %d".formatted(machine.version(), foundAtSecond);
        fleet.execute(machine.id(), new Request(id, id, new Command.Tick(), null, ""));
    }
}
