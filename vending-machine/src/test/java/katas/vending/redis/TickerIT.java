package katas.vending.redis;

import static java.util.Comparator.comparing;
import static java.util.concurrent.TimeUnit.SECONDS;
import static katas.vending.redis.Requests.coin;
import static katas.vending.redis.Requests.request;
import static katas.vending.redis.Requests.select;
import static katas.vending.redis.Requests.teaMachine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.LogOfThisThread;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.vending.Command;
import katas.vending.Event;
import katas.vending.JournalEntry;
import katas.vending.State;
import katas.vending.Timeouts;
import katas.vending.fast.QueueingFleet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Lab(Needs.REDIS)
class TickerIT {
    private static final Timeouts AT_ONCE = new Timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private static final Command FOREIGN = new Command.InsertCoin(10, Requests.BEN);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration OFTEN = Duration.ofMillis(10);

    private List<RedisReplica> replicas = List.of();
    private List<Ticker> tickers = List.of();

    @BeforeEach
    void start(RedisHandle redis) {
        replicas = Stream.generate(() -> RedisReplica.of(redis)).limit(3).toList();
        tickers = replicas.stream()
                .map(replica -> new Ticker(replica.link(), replica.fleet(AT_ONCE, Passage.FREE), OFTEN, Duration.ZERO))
                .toList();
    }

    @AfterEach
    void stop() {
        tickers.forEach(Ticker::stop);
        replicas.forEach(RedisReplica::close);
    }

    @Test
    void of_the_ticks_of_three_replicas_one_returns_the_credit_of_a_buyer_who_left() {
        var ids = IntStream.range(0, 10).mapToObj("left-%d"::formatted).toList();
        ids.forEach(id -> insertCoin(id, AT_ONCE));

        tickers.forEach(Ticker::start);

        await().atMost(30, SECONDS).until(() -> ids.stream().allMatch(this::returnsCoins));
        assertThat(ids)
                .allSatisfy(id -> assertThat(fleet().journal(id, 2, 10))
                        .singleElement()
                        .satisfies(entry -> {
                            assertThat(entry.event()).isInstanceOf(Event.PayOutStarted.class);
                            assertThat(entry.command()).startsWith("tick 2 ");
                        }));
    }

    @Test
    void a_machine_whose_time_is_not_up_is_left_alone() {
        insertCoin("waits", Timeouts.USUAL);
        insertCoin("over", AT_ONCE);

        tickers.forEach(Ticker::start);

        await().atMost(30, SECONDS).until(() -> returnsCoins("over"));
        assertThat(fleet().find("waits").orElseThrow().version()).isEqualTo(2);
        // nor was it ticked in vain: nothing is remembered but the coin
        var commands = RedisKeys.of("waits").command("*");
        assertThat(replicas.getFirst().link().<List<String>>call(redis -> redis.keys(commands)))
                .containsExactly(RedisKeys.of("waits").command("coin"));
    }

    @Test
    void a_motor_that_never_reports_is_given_up_and_the_buyer_refunded() {
        insertCoin("silent", Timeouts.USUAL);
        // this replica waits for no motor
        fleet().execute("silent", request("select", select()));

        tickers.getFirst().start();

        await().atMost(30, SECONDS).until(() -> returnsCoins("silent"));
        assertThat(fleet().journal("silent", 3, 10))
                .extracting(JournalEntry::event)
                .hasExactlyElementsOfTypes(Event.ItemLostSight.class, Event.PayOutStarted.class);
    }

    @Test
    void what_has_no_time_out_any_more_is_in_no_index() {
        insertCoin("done", Timeouts.USUAL);
        assertThat(dueIn("done")).contains("done");

        fleet().execute("done", request("cancel", new Command.Cancel(Requests.ANN)));

        assertThat(dueIn("done")).doesNotContain("done");
    }

    @Test
    void a_machine_that_cannot_be_read_keeps_no_other_waiting() {
        var ids = IntStream.range(0, 5).mapToObj("beside-%d"::formatted).toList();
        ids.forEach(id -> insertCoin(id, AT_ONCE));
        var broken = ids.getFirst();
        replicas.getFirst()
                .link()
                .call(commands -> commands.hset(RedisKeys.of(broken).machine(), "snapshot", "{\"v\":3}"));

        tickers.getFirst().start();

        await().atMost(30, SECONDS)
                .until(() -> ids.subList(1, ids.size()).stream().allMatch(this::returnsCoins));
        assertThat(dueIn(broken)).contains(broken);
        replicas.getFirst()
                .link()
                .call(commands -> commands.zrem(RedisKeys.of(broken).due(), broken));
    }

    @Test
    void a_credit_is_returned_at_its_time_although_others_keep_putting_coins_in() {
        insertCoin("busy", AT_ONCE);
        var others = new AtomicInteger();
        // somebody's coin comes between the look at the machine and the tick
        var ticker = ticker(before(Command.Tick.class, () -> {
            if (others.incrementAndGet() < 10) {
                fleet().execute("busy", request("other-" + others, FOREIGN));
            }
        }));

        ticker.beat();

        assertThat(fleet().find("busy").orElseThrow().version()).isGreaterThan(3);
        assertThat(returnsCoins("busy")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"v\":3}", "no JSON", ""})
    void a_hundred_machines_that_are_broken_or_gone_keep_none_behind_them_waiting(String snapshot) {
        var id = "behind" + snapshot.length();
        var due = RedisKeys.of(id).due();
        var broken = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "broken" + i)
                .filter(other -> RedisKeys.of(other).due().equals(due))
                .limit(100)
                .toList();
        var link = replicas.getFirst().link();
        broken.forEach(other -> {
            if (!snapshot.isEmpty()) {
                link.call(redis -> redis.hset(RedisKeys.of(other).machine(), "snapshot", snapshot));
            }
            link.call(redis -> redis.zadd(due, 1, other));
        });
        insertCoin(id, AT_ONCE);
        var ticker = tickers.getFirst();

        ticker.beat();
        ticker.beat();

        assertThat(returnsCoins(id)).isTrue();
        // in a minute somebody may have mended them
        assertThat(dueIn(id)).containsAll(broken);
        assertThat(link.<Long>call(redis -> redis.zcount(due, Range.create(0, 1))))
                .isZero();
        broken.forEach(other -> {
            link.call(redis -> redis.zrem(due, other));
            link.call(redis -> redis.del(RedisKeys.of(other).machine()));
        });
    }

    @Test
    void a_machine_that_too_many_commands_wait_for_is_no_outage_and_keeps_no_other_waiting() throws Exception {
        insertCoin("a", AT_ONCE);
        insertCoin("b", AT_ONCE);
        var ids = List.of("a", "b");
        assertThat(ids).isSortedAccordingTo(comparing(id -> RedisKeys.of(id).due()));
        var inside = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        var queues = new QueueingFleet(
                replicas.getFirst().fleet(AT_ONCE, before(Command.OpenDoor.class, () -> {
                    inside.countDown();
                    awaitUninterruptibly(over);
                })),
                Duration.ofMillis(20));
        var visit = Thread.ofVirtual().start(() -> queues.execute("a", request("visit", new Command.OpenDoor())));
        inside.await();
        var ticker = new Ticker(replicas.getFirst().link(), queues, OFTEN, Duration.ZERO);

        try (var log = LogOfThisThread.of(Ticker.class)) {
            ticker.beat();

            assertThat(log.messages()).noneMatch(line -> line.startsWith("redis"));
            assertThat(returnsCoins("a")).isFalse();
            assertThat(returnsCoins("b")).isTrue();
        } finally {
            over.countDown();
            visit.join();
        }
        // its next chance is not a minute away
        await().atMost(30, SECONDS).until(() -> {
            ticker.beat();
            return returnsCoins("a");
        });
    }

    @Test
    void an_outage_of_redis_is_told_of_once_and_its_end_once_and_what_fell_due_is_made_up_for(RedisHandle redis) {
        var ticker = tickers.getFirst();
        insertCoin("outage", AT_ONCE);
        try (var log = LogOfThisThread.of(Ticker.class)) {
            redis.kill();
            ticker.beat();
            assertThat(log.messages()).singleElement(STRING).startsWith("redis does not answer");
            ticker.beat();
            assertThat(log.messages()).hasSize(1);

            redis.restart();
            replicas.forEach(RedisReplica::awaitAnswer);
            ticker.beat();
            ticker.beat();

            assertThat(log.messages()).hasSize(2).last(STRING).isEqualTo("redis answers");
            assertThat(returnsCoins("outage")).isTrue();
        }
    }

    @Test
    void a_drop_that_was_seen_while_redis_was_away_is_reported_before_anybody_gives_it_up(RedisHandle redis) {
        insertCoin("seen", Timeouts.USUAL);
        // this replica waits for no motor, nor for a sensor
        fleet().execute("seen", request("select", select()));
        var nanos = new AtomicLong(Long.MAX_VALUE - 5);
        var ticker = graceful(nanos);
        redis.kill();
        ticker.beat();
        nanos.addAndGet(GRACE.toNanos());
        redis.restart();
        replicas.forEach(RedisReplica::awaitAnswer);

        ticker.beat();
        nanos.addAndGet(GRACE.toNanos() - 1);
        ticker.beat();
        fleet().execute("seen", request("seen", new Command.DropSeen(1)));
        insertCoin("silent after all", AT_ONCE);
        nanos.addAndGet(1);
        ticker.beat();

        assertThat(fleet().journal("seen", 3, 10))
                .extracting(JournalEntry::event)
                .hasExactlyElementsOfTypes(Event.ItemSold.class, Event.PayOutStarted.class);
        assertThat(returnsCoins("silent after all")).isTrue();
    }

    @Test
    void a_replica_that_starts_gives_devices_the_same_time_as_after_an_outage_and_only_once() {
        insertCoin("first", AT_ONCE);
        var nanos = new AtomicLong();
        var ticker = graceful(nanos);

        ticker.beat();
        nanos.addAndGet(GRACE.toNanos() - 1);
        ticker.beat();
        assertThat(returnsCoins("first")).isFalse();

        nanos.addAndGet(1);
        ticker.beat();
        assertThat(returnsCoins("first")).isTrue();

        insertCoin("second", AT_ONCE);
        ticker.beat();
        assertThat(returnsCoins("second")).isTrue();
    }

    @Test
    void starts_without_a_redis_and_connects_as_soon_as_there_is_one(RedisHandle redis) {
        insertCoin("early", AT_ONCE);
        redis.kill();
        try (var late = RedisReplica.unconnected(redis)) {
            var ticker = new Ticker(late.link(), late.fleet(AT_ONCE, Passage.FREE), OFTEN, Duration.ZERO);
            ticker.start();
            try {
                redis.restart();
                replicas.forEach(RedisReplica::awaitAnswer);

                await().atMost(30, SECONDS).until(() -> returnsCoins("early"));
            } finally {
                ticker.stop();
            }
        }
    }

    @Test
    void a_stopped_ticker_leaves_no_thread_behind() {
        var ticker = tickers.getFirst();
        var others = tickerThreads();
        ticker.start();
        assertThat(ticker.isRunning()).isTrue();
        var own = tickerThreads();
        own.removeAll(others);
        assertThat(own).hasSize(1);

        ticker.stop();

        assertThat(ticker.isRunning()).isFalse();
        // an executor is closed a moment before its thread has ended
        await().atMost(30, SECONDS).until(() -> own.stream().noneMatch(Thread::isAlive));
    }

    private static Set<Thread> tickerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ticker"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Passage before(Class<? extends Command> kind, Runnable what) {
        return (command, moment) -> {
            if (kind.isInstance(command) && moment == CrashPoint.Moment.READ) {
                what.run();
            }
        };
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Ticker graceful(AtomicLong nanos) {
        return new Ticker(
                replicas.getFirst().link(), replicas.getFirst().fleet(AT_ONCE, Passage.FREE), OFTEN, GRACE, nanos::get);
    }

    private Ticker ticker(Passage passage) {
        return new Ticker(
                replicas.getFirst().link(), replicas.getFirst().fleet(AT_ONCE, passage), OFTEN, Duration.ZERO);
    }

    private void insertCoin(String id, Timeouts timeouts) {
        var fleet = replicas.getFirst().fleet(timeouts, Passage.FREE);
        fleet.install(id, teaMachine(5));
        fleet.execute(id, request("coin", coin(50)));
    }

    private boolean returnsCoins(String id) {
        return fleet().find(id).orElseThrow().machine().state() instanceof State.ReturningChange;
    }

    private List<String> dueIn(String id) {
        return replicas.getFirst()
                .link()
                .call(commands -> commands.zrange(RedisKeys.of(id).due(), 0, -1));
    }

    private RedisFleet fleet() {
        return replicas.getLast().fleet(AT_ONCE, Passage.FREE);
    }
}
