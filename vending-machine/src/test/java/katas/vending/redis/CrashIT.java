package katas.vending.redis;

import static katas.vending.redis.Requests.ANN;
import static katas.vending.redis.Requests.select;
import static katas.vending.redis.Requests.teaMachine;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.Seeds;
import katas.lab.testing.TradeOffs;
import katas.vending.Audit;
import katas.vending.Books;
import katas.vending.BoundedChange;
import katas.vending.Command;
import katas.vending.Controller;
import katas.vending.Fleet;
import katas.vending.JournalEntry;
import katas.vending.Machine;
import katas.vending.State;
import katas.vending.Timeouts;
import katas.vending.naive.ForgetfulFleet;
import katas.vending.redis.RealMachine.Fate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One purchase a trial, and instances that crash in the middle of it; whoever takes over knows only what is stored. */
@Lab(Needs.REDIS)
class CrashIT {
    /** So short that whoever asks finds them over. */
    private static final Timeouts AT_ONCE = new Timeouts(Duration.ofHours(1), Duration.ZERO, Duration.ZERO);

    private static final long SEED = Seeds.next();
    private static final int PRICE = 30;
    private static final int MOST_POINTS = 40;
    private static final int AT_A_TIME = 8;
    private static final int PURCHASES = 200;
    private static final String TWO_ITEMS = "purchases of 200 with crashes that gave two items";

    private static @Nullable RedisReplica replica;

    @BeforeAll
    static void start(RedisHandle redis) {
        replica = RedisReplica.of(redis);
    }

    @AfterAll
    static void stop() {
        replica().close();
    }

    static Stream<CrashPoint> points() {
        return CrashPoint.all().stream();
    }

    @ParameterizedTest
    @MethodSource("points")
    void one_payment_gives_one_item_and_the_books_balance_wherever_an_instance_crashes(CrashPoint point) {
        var crash = Crash.at(point);

        var trial = new Trial("point " + point.name(), this::journalled, List.of(crash), List.of(Fate.JAMMED));
        trial.buy(List.of(50));

        assertThat(crash.over()).isTrue();
        assertThat(trial.thing.drops()).isEqualTo(1);
        trial.balances();
    }

    @Test
    void no_payment_gives_two_items_in_200_purchases_with_crashes_and_a_redis_that_is_killed(RedisHandle redis) {
        for (int round = 0; round < Rounds.of(1, 5); round++) {
            long seed = SEED + (long) round * PURCHASES;
            var crashes = new AtomicInteger();
            var unknown = new AtomicLong();

            var outcomes = LoadDriver.run(PURCHASES, AT_A_TIME, number -> {
                var random = new SplittableRandom(seed + number);
                var crash = crashes(random, number % 20 == 0 ? () -> killAndRestart(redis) : () -> {});
                var trial = new Trial("journalled %d".formatted(seed + number), this::journalled, crash, fates(random));
                trial.buy(coins(random));
                trial.balances();
                crashes.addAndGet(trial.line.crashes());
                unknown.addAndGet(trial.machine().books().sum(Books.Entry.UNITS_UNACCOUNTED));
                return trial.thing.drops() > 1;
            });

            System.out.printf("%d purchases, %s crashes, %s outcomes unknown%n", PURCHASES, crashes, unknown);
            assertThat(outcomes.failures()).isEmpty();
            TradeOffs.record(TWO_ITEMS, "journalled", outcomes.count(true));
            assertThat(outcomes.count(false)).isEqualTo(PURCHASES);
            assertThat(crashes.get()).isGreaterThanOrEqualTo(PURCHASES);
        }
    }

    @Test
    void without_a_journal_some_payments_give_two_items_in_the_same_200_purchases() {

        var outcomes = LoadDriver.run(PURCHASES, AT_A_TIME, number -> {
            var random = new SplittableRandom(SEED + number);
            var crash = crashes(random, () -> {});
            var trial = new Trial("no-journal %d".formatted(SEED + number), this::forgetful, crash, fates(random));
            trial.buy(coins(random));
            return trial.thing.drops() > 1;
        });

        long twice = outcomes.count(true);
        System.out.printf("no-journal gave two items for one payment in %d of 200 purchases%n", twice);
        assertThat(outcomes.failures()).isEmpty();
        TradeOffs.record(TWO_ITEMS, "no-journal", twice);
        assertThat(twice).isPositive();
    }

    private Fleet journalled(Passage passage) {
        return replica().fleet(AT_ONCE, passage);
    }

    private Fleet forgetful(Passage passage) {
        return new ForgetfulFleet(
                replica().link(), new Controller(new BoundedChange(), AT_ONCE), InstantSource.system(), passage);
    }

    private static List<Crash> crashes(RandomGenerator random, Runnable alongside) {
        var crashes = new ArrayList<Crash>();
        crashes.add(Crash.afterPoints(1 + random.nextInt(16), alongside));
        for (int more = random.nextInt(3); more > 0; more--) {
            crashes.add(Crash.afterPoints(1 + random.nextInt(MOST_POINTS)));
        }
        return crashes;
    }

    private static List<Fate> fates(RandomGenerator random) {
        var seen = Fate.SEEN_TO_DROP;
        var each = List.of(seen, seen, seen, seen, Fate.JAMMED, Fate.DROPPED_UNSEEN, Fate.JAMMED_UNSEEN);
        return Stream.generate(() -> each.get(random.nextInt(each.size())))
                .limit(2)
                .toList();
    }

    private static List<Integer> coins(RandomGenerator random) {
        return List.of(List.of(50), List.of(20, 10), List.of(20, 20), List.of(10, 10, 10))
                .get(random.nextInt(4));
    }

    private static synchronized void killAndRestart(RedisHandle redis) {
        redis.kill();
        redis.restart();
    }

    private static RedisReplica replica() {
        if (replica == null) {
            throw new IllegalStateException("not started");
        }
        return replica;
    }

    /** One buyer, one machine, and what becomes of both. */
    private static final class Trial {
        private final String id;
        private final Fleet survivor;
        private final FleetLine line;
        private final RealMachine thing;

        /**
         * Sets a machine up.
         *
         * @param crashes the first instance ends with the first of them, the next with the next, and the one after the
         *     last not at all
         */
        Trial(String id, Function<Passage, Fleet> instances, List<Crash> crashes, List<Fate> fates) {
            this.id = id;
            var next = crashes.iterator();
            survivor = instances.apply(Passage.FREE);
            replica().insistently(() -> survivor.install(id, teaMachine(5)));
            line = new FleetLine(replica(), id, () -> instances.apply(next.hasNext() ? next.next() : Passage.FREE));
            thing = new RealMachine(line, machine().tubes().content(), fates);
        }

        /** Buys like anybody: whoever sees a credit after having chosen presses again. */
        void buy(List<Integer> coins) {
            coins.forEach(thing::insert);
            thing.command(select());
            thing.work();
            for (int press = 0; press < 3 && thing.credit() > 0; press++) {
                thing.command(select());
                thing.work();
            }
            if (thing.credit() > 0) {
                thing.command(new Command.Cancel(ANN));
                thing.work();
            }
        }

        Machine machine() {
            return replica().insistently(() -> survivor.find(id).orElseThrow().machine());
        }

        private List<JournalEntry> journal() {
            return replica().insistently(() -> survivor.journal(id, 0, 1_000));
        }

        void balances() {
            var machine = machine();
            var books = machine.books();
            long sold = books.sum(Books.Entry.UNITS_SOLD);

            assertThat(machine.state()).as(id).isEqualTo(new State.Idle());
            assertThat(Audit.violations(machine)).as(id).isEmpty();
            assertThat(Machine.replay(
                            journal().stream().map(JournalEntry::event).toList()))
                    .as(id)
                    .isEqualTo(machine);
            assertThat(thing.drops()).as(id).isLessThanOrEqualTo(1);
            assertThat((long) thing.drops()).as(id).isBetween(sold, sold + books.sum(Books.Entry.UNITS_UNACCOUNTED));
            assertThat(thing.inserted()).as(id).isEqualTo(books.sum(Books.Entry.INSERTED));
            assertThat(thing.returned()).as(id).isEqualTo(books.returned());
            assertThat(thing.returned()).as(id).isEqualTo(thing.inserted() - sold * PRICE);
            assertThat(thing.inside())
                    .as(id)
                    .isEqualTo(machine.tubes().content().plus(machine.box()));
        }
    }
}
