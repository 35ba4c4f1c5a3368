package katas.urlshortener.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import katas.urlshortener.Click;
import katas.urlshortener.ClickLog;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Holds clicks until Kafka has them, in a buffer of so many places and no more.
 *
 * <p>A click keeps its place until Kafka has acknowledged it, so the places bound what a crash of this process can lose:
 * all else is in the log. Every click that does not get there is counted as lost, except by a crash, which takes the
 * counts with it.
 */
public final class BufferedClickLog implements ClickLog, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BufferedClickLog.class);
    private static final Duration BEAT = Duration.ofMillis(100);

    private final ProducerSource source;
    private final ClickFormat format;
    private final int capacity;
    private final Duration drain;
    private final Semaphore places;
    private final BlockingQueue<Click> queue = new LinkedBlockingQueue<>();
    private final LongAdder acknowledged = new LongAdder();
    private final ConcurrentMap<Loss, Long> lost = new ConcurrentHashMap<>();
    private @Nullable Thread sender;
    private volatile @Nullable Producer<String, byte[]> producer;
    private volatile boolean stopping;
    private volatile boolean losing;

    /**
     * Begins empty.
     *
     * @param capacity how many clicks may wait for Kafka, at least 1
     * @param drain how long the end of the service waits for those that do
     */
    public BufferedClickLog(ProducerSource source, ClickFormat format, int capacity, Duration drain) {
        this.source = source;
        this.format = format;
        this.capacity = capacity;
        this.drain = drain;
        this.places = new Semaphore(capacity);
    }

    @Override
    public void record(Click click) {
        if (stopping) {
            lose(Loss.SHUTDOWN, 1);
        } else if (places.tryAcquire()) {
            queue.add(click);
            if (stopping) {
                // perhaps too late to be sent, or to be given up with the others
                giveUp(Loss.SHUTDOWN, queue.remove(click) ? 1 : 0);
            }
        } else {
            lose(Loss.OVERFLOW, 1);
        }
    }

    public ClickLogCounts counts() {
        var losses = new EnumMap<Loss, Long>(Loss.class);
        for (var loss : Loss.values()) {
            losses.put(loss, lost.getOrDefault(loss, 0L));
        }
        return new ClickLogCounts(acknowledged.sum(), capacity - places.availablePermits(), losses);
    }

    @Override
    public synchronized void start() {
        if (sender == null) {
            stopping = false;
            sender = Thread.ofPlatform().name("click-sender").daemon().start(this::sendAll);
        }
    }

    @Override
    public synchronized void stop() {
        var thread = sender;
        if (thread == null) {
            return;
        }
        stopping = true;
        long deadline = System.nanoTime() + drain.toNanos();
        try {
            if (!thread.join(drain)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var open = producer;
        if (open != null) {
            // waits for the acknowledgements still out, and gives up those that do not come
            open.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        giveUp(Loss.SHUTDOWN, queue.drainTo(new ArrayList<>()));
        producer = null;
        sender = null;
        log.info("clicks are taken down no more counts={}", counts());
    }

    @Override
    public synchronized boolean isRunning() {
        return sender != null;
    }

    @Override
    public int getPhase() {
        return KafkaConfiguration.PHASE;
    }

    private void sendAll() {
        try {
            var open = open();
            producer = open;
            while (!stopping || !queue.isEmpty()) {
                var click = queue.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
                if (click != null) {
                    send(open, click);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            log.debug("sender was interrupted", e);
        }
    }

    private Producer<String, byte[]> open() throws InterruptedException {
        while (true) {
            try {
                return source.open();
            } catch (InterruptException e) {
                throw e;
            } catch (RuntimeException e) {
                log.warn("producer cannot be opened reason={}", String.valueOf(e.getMessage()));
                Thread.sleep(BEAT);
            }
        }
    }

    private void send(Producer<String, byte[]> open, Click click) {
        try {
            var _ = open.send(format.write(click), (_, failure) -> done(failure));
        } catch (InterruptException e) {
            giveUp(Loss.SHUTDOWN, 1);
            throw e;
        } catch (RuntimeException e) {
            done(e);
        }
    }

    private void done(@Nullable Exception failure) {
        if (failure != null) {
            giveUp(reason(failure), 1);
            return;
        }
        acknowledged.increment();
        places.release();
        // not at the first place that is free: under too much load that would be told with each click
        if (losing && places.availablePermits() > capacity / 2) {
            losing = false;
            log.info("kafka takes clicks again counts={}", counts());
        }
    }

    private Loss reason(Exception failure) {
        if (stopping) {
            return Loss.SHUTDOWN;
        }
        return failure instanceof TimeoutException ? Loss.EXPIRED : Loss.FAILED;
    }

    private void giveUp(Loss reason, int clicks) {
        places.release(clicks);
        lose(reason, clicks);
    }

    private void lose(Loss reason, int clicks) {
        lost.merge(reason, (long) clicks, Long::sum);
        if (!losing && clicks > 0) {
            losing = true;
            log.warn("clicks are lost reason={}", reason);
        }
    }
}
