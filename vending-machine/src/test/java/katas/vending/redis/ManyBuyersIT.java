package katas.vending.redis;

import static katas.vending.redis.Requests.request;
import static katas.vending.redis.Requests.teaMachine;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.TradeOffs;
import katas.vending.Audit;
import katas.vending.Books;
import katas.vending.Claim.Session;
import katas.vending.Command;
import katas.vending.Event;
import katas.vending.Fleet;
import katas.vending.JournalEntry;
import katas.vending.Machine;
import katas.vending.Receipt;
import katas.vending.Refusal;
import katas.vending.Slot;
import katas.vending.State;
import katas.vending.fast.QueueingFleet;
import katas.vending.naive.NaiveFleet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three replicas, each with a connection of its own, and buyers who all come at once. */
@Lab(Needs.REDIS)
class ManyBuyersIT {
    private static final int BUYERS = 100;
    private static final int COIN = 50;
    private static final int PRICE = 30;
    private static final String VENDS_BEGUN = "vends begun of one last item, 100 buyers at once";

    private static List<RedisReplica> replicas = List.of();
    private static List<Fleet> fleets = List.of();

    @BeforeAll
    static void start(RedisHandle redis) {
        replicas = Stream.generate(() -> RedisReplica.of(redis)).limit(3).toList();
        fleets = replicas.stream()
                .<Fleet>map(replica -> new QueueingFleet(replica.fleet(), Duration.ofMinutes(1)))
                .toList();
    }

    @AfterAll
    static void stop() {
        replicas.forEach(RedisReplica::close);
    }

    @Test
    void of_100_buyers_and_one_last_item_one_gets_it_and_99_get_their_coin_back() {
        long mostVends = 0;
        for (int round = 0; round < Rounds.of(10, 50); round++) {
            var id = "last item " + round;
            fleet(0).install(id, teaMachine(1));

            // the vend lasts until all have pressed; in every other round it is over before most have come
            var vend = new CountDownLatch(round % 2 == 0 ? BUYERS : 0);

            var outcomes = LoadDriver.run(BUYERS, buyer -> buy(fleet(buyer), id, buyer, vend));

            assertThat(outcomes.failures()).isEmpty();
            assertThat(outcomes.count(true)).isEqualTo(1);
            var machine = fleet(1).find(id).orElseThrow().machine();
            assertThat(machine.state()).isEqualTo(new State.Idle());
            assertThat(stock(machine)).isZero();
            assertThat(Audit.violations(machine)).isEmpty();
            var books = machine.books();
            assertThat(books.sum(Books.Entry.INSERTED)).isEqualTo(BUYERS * COIN);
            assertThat(books.sum(Books.Entry.REJECTED)).isEqualTo((BUYERS - 1) * COIN);
            assertThat(books.sum(Books.Entry.SALES)).isEqualTo(PRICE);
            assertThat(books.sum(Books.Entry.CHANGE)).isEqualTo(COIN - PRICE);
            mostVends = Math.max(mostVends, vendsBegun(id));
            assertThat(stocks(id)).allMatch(stock -> stock >= 0).last().isEqualTo(0);
        }
        TradeOffs.record(VENDS_BEGUN, "journalled", mostVends);
    }

    /** One replica, so that each has the same machine: it is not asked whether the motor turns for somebody else. */
    @Test
    void the_naive_twin_begins_to_vend_the_last_item_to_more_than_one_while_the_first_vend_lasts() {
        var naive = new NaiveFleet(InstantSource.system());
        naive.install("last item", teaMachine(1));
        var vend = new CountDownLatch(BUYERS);

        var outcomes = LoadDriver.run(BUYERS, buyer -> buy(naive, "last item", buyer, vend));

        assertThat(outcomes.failures()).isEmpty();
        TradeOffs.record(VENDS_BEGUN, "naive", outcomes.count(true));
        assertThat(outcomes.count(true)).isGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({"2, false", "10, false", "100, false", "2, true", "10, true", "100, true"})
    void whoever_loses_a_race_decides_anew_and_nobody_is_turned_away(int contenders, boolean queueing) {
        var id = "contended %d %s".formatted(contenders, queueing);
        IntFunction<Fleet> fleet =
                buyer -> queueing ? fleet(buyer) : replicas.get(buyer % 3).fleet();
        fleet(0).install(id, teaMachine(1));
        fleet(0).execute(id, request("first", new Command.InsertCoin(COIN, Requests.ANN)));

        long scripts =
                replicas.stream().mapToLong(replica -> -replica.scripts()).sum();
        var outcomes = LoadDriver.run(
                contenders,
                buyer -> fleet.apply(buyer)
                        .execute(id, request("c" + buyer, new Command.InsertCoin(COIN, Requests.BEN))));
        scripts += replicas.stream().mapToLong(RedisReplica::scripts).sum();

        assertThat(outcomes.failures()).isEmpty();
        assertThat(outcomes.results())
                .hasSize(contenders)
                .allMatch(receipt -> receipt instanceof Receipt.Refused(var reason, var _, var _)
                        && reason == Refusal.CREDIT_OF_ANOTHER);
        assertThat(fleet(0).find(id).orElseThrow().version()).isEqualTo(2 + contenders);
        long retries = scripts - 2L * contenders;
        TradeOffs.record(
                "retries a command, %d contenders for one machine".formatted(contenders),
                queueing ? "a queue in each replica" : "no queue",
                Math.round(10.0 * retries / contenders) / 10.0);
    }

    /**
     * Tells whether the machine began to vend to this buyer.
     *
     * @param vend lasts until so many have pressed the button
     */
    private static boolean buy(Fleet fleet, String id, int buyer, CountDownLatch vend) throws InterruptedException {
        var coin = insert(fleet, id, buyer);
        var pressed = press(fleet, id, buyer);
        vend.countDown();
        if (pressed instanceof Receipt.Refused) {
            assertThat(coin)
                    .isInstanceOfSatisfying(
                            Receipt.Refused.class,
                            refused -> assertThat(refused.events()).containsExactly(new Event.CoinRejected(COIN)));
            return false;
        }
        vend.await();
        fleet.execute(id, request("dropped", new Command.DropSeen(1)));
        fleet.execute(id, request("paid", new Command.CoinsPaidOut(2)));
        return true;
    }

    private static Receipt insert(Fleet fleet, String id, int buyer) {
        return fleet.execute(id, request("coin " + buyer, new Command.InsertCoin(COIN, session(buyer))));
    }

    private static Receipt press(Fleet fleet, String id, int buyer) {
        return fleet.execute(id, request("press " + buyer, new Command.SelectSlot("A1", session(buyer))));
    }

    private static Session session(int buyer) {
        return new Session("buyer " + buyer);
    }

    private static long vendsBegun(String id) {
        return events(id).stream().filter(Event.VendStarted.class::isInstance).count();
    }

    private static List<Event> events(String id) {
        return fleet(2).journal(id, 0, 10_000).stream().map(JournalEntry::event).toList();
    }

    /** Returns the stock after each entry of the journal. */
    private static List<Integer> stocks(String id) {
        var events = events(id);
        var stocks = new ArrayList<Integer>();
        for (int i = 1; i <= events.size(); i++) {
            stocks.add(stock(Machine.replay(events.subList(0, i))));
        }
        return stocks;
    }

    private static int stock(Machine machine) {
        return machine.slots().values().stream().mapToInt(Slot::stock).sum();
    }

    private static Fleet fleet(int buyer) {
        return fleets.get(buyer % fleets.size());
    }
}
