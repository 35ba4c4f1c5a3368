package katas.vending.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import katas.vending.Event;
import katas.vending.Fleet;
import katas.vending.JournalEntry;
import katas.vending.Receipt;
import katas.vending.Request;
import katas.vending.Snapshot;
import katas.vending.StoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventStreamsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Executor THREADS = Thread::startVirtualThread;

    private final LongJournal journal = new LongJournal();
    private final Machines machines = new Machines(journal);
    private final EventStreams streams = streams(Duration.ofMillis(2), System::nanoTime);

    @AfterEach
    void stop() {
        streams.stop();
    }

    @Test
    void a_stream_ends_when_the_service_stops_even_in_the_midst_of_a_long_journal() {
        journal.length = Long.MAX_VALUE;
        var out = new ByteArrayOutputStream();
        var stream = follow(out);
        await().atMost(PATIENCE).until(() -> out.size() > 10_000);

        streams.stop();

        assertThat(stream).succeedsWithin(PATIENCE);
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\n\n");
    }

    @Test
    void a_slow_reader_makes_nobody_read_ahead() {
        journal.length = 10_000;
        var slow = new SlowReader();
        var stream = follow(slow);
        await().atMost(PATIENCE).until(() -> slow.blocked.getCount() == 0);

        int askedWhileBlocked = journal.asked.get();
        slow.goOn.countDown();
        await().atMost(PATIENCE).until(() -> slow.text().contains("id: 10000\n"));
        streams.stop();

        assertThat(askedWhileBlocked).isEqualTo(1);
        assertThat(stream).succeedsWithin(PATIENCE);
        assertThat(slow.text().lines().filter(line -> line.startsWith("id: ")))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10_000)
                        .mapToObj(number -> "id: " + number)
                        .toList());
    }

    @Test
    void an_outage_is_a_silence_and_nothing_is_missing_afterwards() {
        journal.away = true;
        journal.length = 2;
        var out = new ByteArrayOutputStream();
        var stream = follow(out);
        await().atMost(PATIENCE)
                .until(() -> out.toString(StandardCharsets.UTF_8).contains("\n:\n"));

        journal.away = false;

        await().atMost(PATIENCE)
                .until(() -> out.toString(StandardCharsets.UTF_8).contains("id: 2\n"));
        streams.stop();
        assertThat(stream).succeedsWithin(PATIENCE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("retry: 1000\n\n")
                .containsOnlyOnce("id: 1\n");
    }

    @Test
    void a_heartbeat_comes_by_time_however_long_each_look_at_the_journal_takes() {
        journal.away = true;
        journal.patience = Duration.ofSeconds(10);
        var patient = streams(Duration.ofSeconds(15), journal.time::get);
        var out = new ByteArrayOutputStream();
        var stream = follow(patient, out);

        await().atMost(PATIENCE).until(() -> heartbeats(out) >= 3);
        patient.stop();

        assertThat(stream).succeedsWithin(PATIENCE);
        assertThat(heartbeats(out)).isEqualTo(journal.asked.get() / 2);
    }

    @Test
    void the_last_entry_is_found_in_a_journal_of_any_length() {
        for (long length : new long[] {0, 1, 2, 3, 4, 5, 99, 100, 1_000_000, 123_456_789_012L}) {
            journal.length = length;
            assertThat(machines.lastEntry("any")).isEqualTo(length);
        }
    }

    private EventStreams streams(Duration heartbeat, LongSupplier nanoTime) {
        return new EventStreams(machines, JsonMapper.shared(), 1, Duration.ofMillis(1), heartbeat, nanoTime);
    }

    private static long heartbeats(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8).lines().filter(":"::equals).count();
    }

    private CompletableFuture<Void> follow(OutputStream out) {
        return follow(streams, out);
    }

    private static CompletableFuture<Void> follow(EventStreams streams, OutputStream out) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        streams.follow("any", 0, true, out);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                THREADS);
    }

    /** Has read nothing until it is told to go on, and everything from then on. */
    private static final class SlowReader extends OutputStream {
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final CountDownLatch blocked = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (new String(bytes, offset, length, StandardCharsets.UTF_8).contains("id: 50\n")) {
                blocked.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            read.write(bytes, offset, length);
        }

        String text() {
            return read.toString(StandardCharsets.UTF_8);
        }
    }

    /** A journal of as many openings of the door as one likes. */
    private static final class LongJournal implements Fleet {
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicLong time = new AtomicLong();
        private volatile Duration patience = Duration.ZERO;
        private volatile long length;
        private volatile boolean away;

        @Override
        public List<JournalEntry> journal(String machine, long after, int limit) {
            asked.incrementAndGet();
            time.addAndGet(patience.toNanos());
            if (away) {
                throw new StoreUnavailable("away", null);
            }
            return LongStream.range(after, Math.min(length, after + limit))
                    .mapToObj(i -> new JournalEntry(i + 1, i + 1, Instant.EPOCH, "c", new Event.DoorOpened()))
                    .toList();
        }

        @Override
        public Optional<Snapshot> install(String id, Event.MachineInstalled installation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Snapshot> find(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Snapshot> page(String after, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Receipt execute(String machine, Request request) {
            throw new UnsupportedOperationException();
        }
    }
}
