package katas.vending.redis;

import static katas.vending.redis.Requests.ANN;
import static katas.vending.redis.Requests.BEN;
import static katas.vending.redis.Requests.coin;
import static katas.vending.redis.Requests.expecting;
import static katas.vending.redis.Requests.request;
import static katas.vending.redis.Requests.select;
import static katas.vending.redis.Requests.teaMachine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.vending.Audit;
import katas.vending.Books;
import katas.vending.Command;
import katas.vending.Event;
import katas.vending.JournalEntry;
import katas.vending.Machine;
import katas.vending.Receipt;
import katas.vending.Refusal;
import katas.vending.Snapshot;
import katas.vending.State;
import katas.vending.StoreUnavailable;
import katas.vending.json.UnknownFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class RedisFleetIT {
    private static @Nullable RedisReplica replica;

    private final RedisFleet fleet = replica().fleet();

    @BeforeAll
    static void start(RedisHandle redis) {
        replica = RedisReplica.of(redis);
    }

    @AfterAll
    static void stop() {
        replica().close();
    }

    @Test
    void a_purchase_ends_with_the_item_sold_the_change_paid_and_everything_in_the_journal() {
        fleet.install("purchase", teaMachine(5));

        var opened = fleet.execute("purchase", request("1", coin(50)));
        fleet.execute("purchase", request("2", select()));
        fleet.execute("purchase", request("3", new Command.MotorDone(1)));
        fleet.execute("purchase", request("4", new Command.DropSeen(1)));
        var last = (Receipt.Done) fleet.execute("purchase", request("5", new Command.CoinsPaidOut(2)));

        assertThat(((Receipt.Done) opened).token()).isEqualTo("ses_1");
        assertThat(last.token()).isEmpty();
        assertThat(last.machine().machine().state()).isEqualTo(new State.Idle());
        assertThat(fleet.find("purchase")).contains(last.machine());
        var journal = fleet.journal("purchase", 0, 100);
        assertThat(journal).extracting(JournalEntry::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(journal).extracting(JournalEntry::version).containsExactly(1L, 2L, 3L, 4L, 5L, 5L, 6L);
        assertThat(journal)
                .extracting(JournalEntry::command)
                .containsExactly("installation", "1", "2", "3", "4", "4", "5");
        assertThat(replay("purchase")).isEqualTo(last.machine().machine());
        assertThat(Audit.violations(last.machine().machine())).isEmpty();
    }

    @Test
    void a_machine_is_installed_once() {
        var first = fleet.install("twice", teaMachine(5));

        var second = fleet.install("twice", teaMachine(9));

        assertThat(first).isPresent();
        assertThat(second).isEmpty();
        assertThat(fleet.find("twice")).isEqualTo(first);
        assertThat(fleet.journal("twice", 0, 10)).hasSize(1);
    }

    @Test
    void nobody_knows_a_machine_that_was_never_installed() {
        assertThat(fleet.find("nowhere")).isEmpty();
        assertThat(fleet.journal("nowhere", 0, 10)).isEmpty();
        assertThat(fleet.execute("nowhere", request("1", coin(50)))).isEqualTo(new Receipt.UnknownMachine());
    }

    @Test
    void pages_name_every_machine_once_in_the_order_of_the_ids() {
        var ids = IntStream.range(0, 25).mapToObj("page-%02d"::formatted).toList();
        ids.forEach(id -> fleet.install(id, teaMachine(1)));

        var first = fleet.page("page-", 10);
        var second = fleet.page(first.getLast().id(), 10);
        var third = fleet.page(second.getLast().id(), 5);

        assertThat(List.of(first, second, third).stream().flatMap(List::stream))
                .extracting(Snapshot::id)
                .containsExactlyElementsOf(ids);
        assertThat(fleet.page("", 1)).hasSize(1);
        assertThat(fleet.page("zzz", 10)).isEmpty();
    }

    @Test
    void the_journal_is_read_from_any_entry_on() {
        fleet.install("pages", teaMachine(5));
        for (int i = 0; i < 4; i++) {
            fleet.execute("pages", request("c" + i, new Command.InsertCoin(10, i == 0 ? ANN : BEN)));
        }

        assertThat(fleet.journal("pages", 0, 2))
                .extracting(JournalEntry::number)
                .containsExactly(1L, 2L);
        assertThat(fleet.journal("pages", 2, 2))
                .extracting(JournalEntry::number)
                .containsExactly(3L, 4L);
        assertThat(fleet.journal("pages", 4, 2))
                .extracting(JournalEntry::number)
                .containsExactly(5L);
        assertThat(fleet.journal("pages", 5, 2)).isEmpty();
    }

    @Test
    void a_stale_version_changes_nothing_and_gets_the_version_that_there_is() {
        fleet.install("stale", teaMachine(5));
        fleet.execute("stale", request("1", coin(50)));
        var before = fleet.find("stale").orElseThrow();

        var receipt = fleet.execute("stale", expecting(1, "2", select()));

        assertThat(receipt).isEqualTo(new Receipt.Stale(before, List.of()));
        assertThat(fleet.find("stale")).contains(before);
        assertThat(fleet.execute("stale", expecting(2, "3", select()))).isInstanceOf(Receipt.Done.class);
    }

    @Test
    void a_coin_sent_with_a_stale_version_is_given_back_and_booked() {
        fleet.install("stale coin", teaMachine(5));
        fleet.execute("stale coin", request("1", coin(10)));

        var receipt = (Receipt.Stale) fleet.execute("stale coin", expecting(1, "2", coin(20)));

        assertThat(receipt.events()).containsExactly(new Event.CoinRejected(20));
        var machine = receipt.machine().machine();
        assertThat(machine.escrow().value()).isEqualTo(10);
        assertThat(machine.books().sum(Books.Entry.REJECTED)).isEqualTo(20);
        assertThat(Audit.violations(machine)).isEmpty();
        assertThat(fleet.find("stale coin")).contains(receipt.machine());
    }

    @Test
    void a_coin_unknown_to_the_machine_is_not_booked_even_with_a_stale_version() {
        fleet.install("stale washer", teaMachine(5));
        fleet.execute("stale washer", request("1", coin(10)));

        var receipt = (Receipt.Stale) fleet.execute("stale washer", expecting(1, "2", coin(7)));

        assertThat(receipt.events()).isEmpty();
        assertThat(receipt.machine().version()).isEqualTo(2);
    }

    @Test
    void a_refusal_is_answered_again_too_whatever_has_changed_since() {
        fleet.install("refused", teaMachine(5));
        var refused = fleet.execute("refused", request("early", select()));
        fleet.execute("refused", request("coin", coin(50)));

        var again = fleet.execute("refused", request("early", select()));

        assertThat(again).isEqualTo(refused).isInstanceOf(Receipt.Refused.class);
        assertThat(((Receipt.Refused) again).reason()).isEqualTo(Refusal.WRONG_STATE);
    }

    @Test
    void all_that_a_script_touches_is_in_one_hash_slot() {
        for (var id : List.of("a", "{odd} id", "machine-4711", "{}", "}{")) {
            var keys = RedisKeys.of(id);

            assertThat(Arrays.stream(keys.forCommit("{c}"))
                            .map(SlotHash::getSlot)
                            .distinct())
                    .hasSize(1);
            assertThat(keys.forCommit("{c}")).contains(keys.forRead("{c}"));
            assertThat(RedisKeys.indexes()).contains(keys.index());
            assertThat(RedisKeys.dueIndexes()).contains(keys.due());
        }
    }

    @Test
    void two_machines_and_their_commands_never_share_a_key() {
        assertThat(RedisKeys.of("a:b").command("c"))
                .isNotEqualTo(RedisKeys.of("a").command("b:c"));
    }

    @Test
    void a_command_costs_two_scripts_and_a_repeated_one_a_single_one() {
        fleet.install("trips", teaMachine(5));
        fleet.execute("trips", request("warm", coin(10)));

        assertThat(scriptsFor(() -> fleet.execute("trips", request("1", coin(10)))))
                .isEqualTo(2);
        assertThat(scriptsFor(() -> fleet.execute("trips", request("1", coin(10)))))
                .isEqualTo(1);
    }

    @Test
    void a_flushed_script_cache_is_invisible() {
        fleet.install("flushed", teaMachine(5));

        replica().link().call(commands -> commands.scriptFlush());

        assertThat(fleet.execute("flushed", request("1", coin(10)))).isInstanceOf(Receipt.Done.class);
    }

    @Test
    void a_snapshot_of_an_unknown_format_is_refused_and_left_as_it_is() {
        fleet.install("newer", teaMachine(5));
        var key = RedisKeys.of("newer").machine();
        var text = replica().link().call(commands -> commands.hget(key, "snapshot"));
        replica().link().call(commands -> commands.hset(key, "snapshot", text.replace("\"v\":2", "\"v\":3")));

        assertThatExceptionOfType(UnknownFormat.class)
                .isThrownBy(() -> fleet.execute("newer", request("1", coin(10))))
                .withMessageContaining("format 3");

        var left = replica().link().call(commands -> commands.hget(key, "snapshot"));
        assertThat(left).contains("\"v\":3");
        assertThat(fleet.journal("newer", 0, 10)).hasSize(1);
    }

    @Test
    void without_redis_every_call_says_so_within_the_deadline(RedisHandle redis) {
        try (var hasty = RedisReplica.of(redis, Duration.ofMillis(200))) {
            var away = hasty.fleet();
            fleet.install("away", teaMachine(5));
            redis.pause();

            List.<Runnable>of(
                            () -> away.execute("away", request("1", coin(10))),
                            () -> away.find("away"),
                            () -> away.install("away too", teaMachine(5)),
                            () -> away.page("", 10),
                            () -> away.journal("away", 0, 10))
                    .forEach(call -> {
                        long start = System.nanoTime();
                        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(call::run);
                        // Lettuce's own patience would be a minute
                        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
                    });

            redis.resume();
            hasty.awaitAnswer();
            var done = (Receipt.Done) hasty.insistently(() -> away.execute("away", request("1", coin(10))));
            assertThat(done.machine().machine().books().sum(Books.Entry.INSERTED))
                    .isEqualTo(10);
        }
    }

    private static long scriptsFor(Runnable action) {
        long before = replica().scripts();
        action.run();
        return replica().scripts() - before;
    }

    private Machine replay(String id) {
        return Machine.replay(
                fleet.journal(id, 0, 1_000).stream().map(JournalEntry::event).toList());
    }

    private static RedisReplica replica() {
        if (replica == null) {
            throw new IllegalStateException("not started");
        }
        return replica;
    }
}
