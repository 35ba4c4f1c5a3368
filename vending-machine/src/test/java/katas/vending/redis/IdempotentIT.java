package katas.vending.redis;

import static katas.vending.redis.Requests.coin;
import static katas.vending.redis.Requests.expecting;
import static katas.vending.redis.Requests.request;
import static katas.vending.redis.Requests.select;
import static katas.vending.redis.Requests.teaMachine;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.Seeds;
import katas.vending.Claim;
import katas.vending.Claim.Session;
import katas.vending.Command;
import katas.vending.JournalEntry;
import katas.vending.Receipt;
import katas.vending.Request;
import katas.vending.Snapshot;
import katas.vending.Timeouts;
import katas.vending.redis.CrashPoint.Moment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class IdempotentIT {
    private static final int TIMES = 50;

    /** A whole purchase; a coin that is sent again comes with another token, as every request of the web's does. */
    private static final List<IntFunction<Request>> PURCHASE = List.of(
            time -> new Request("1", "50", new Command.InsertCoin(50, new Session("s" + time)), null, "ses_" + time),
            _ -> request("2", new Command.SelectSlot("A1", new Claim.Operator())),
            _ -> request("3", new Command.MotorDone(1)),
            _ -> request("4", new Command.DropSeen(1)),
            _ -> request("5", new Command.CoinsPaidOut(2)));

    private static List<RedisReplica> replicas = List.of();

    @BeforeAll
    static void start(RedisHandle redis) {
        replicas = Stream.generate(() -> RedisReplica.of(redis)).limit(3).toList();
    }

    @AfterAll
    static void stop() {
        replicas.forEach(RedisReplica::close);
    }

    @Test
    void a_command_sent_50_times_at_once_to_3_replicas_has_one_effect_and_one_answer() {
        for (int round = 0; round < Rounds.of(5, 25); round++) {
            var id = "50 times " + round;
            fleet(0).install(id, teaMachine(5));
            for (var command : PURCHASE) {
                long before = version(id);

                var outcomes = LoadDriver.run(TIMES, time -> fleet(time).execute(id, command.apply(time)));

                assertThat(outcomes.failures()).isEmpty();
                assertThat(outcomes.results()).hasSize(TIMES);
                assertThat(outcomes.results().stream().distinct())
                        .singleElement()
                        .isInstanceOf(Receipt.Done.class);
                assertThat(version(id)).isEqualTo(before + 1);
            }
            assertThat(fleet(0).journal(id, 0, 100))
                    .extracting(JournalEntry::command)
                    .containsExactly("installation", "1", "2", "3", "4", "4", "5");
        }
    }

    @Test
    void a_purchase_whose_commands_come_again_in_any_order_is_one_purchase() {
        var random = new Random(Seeds.next());
        for (int round = 0; round < Rounds.of(10, 100); round++) {
            var id = "any order " + round;
            fleet(0).install(id, teaMachine(5));
            var answers = new ArrayList<Receipt>();
            for (int last = 0; last < PURCHASE.size(); last++) {
                answers.add(fleet(last).execute(id, PURCHASE.get(last).apply(0)));
                // once more each of those that came before, like messages that were held up
                var again =
                        new ArrayList<>(IntStream.rangeClosed(0, last).boxed().toList());
                Collections.shuffle(again, random);
                for (int earlier : again) {
                    assertThat(fleet(random.nextInt(3))
                                    .execute(id, PURCHASE.get(earlier).apply(1)))
                            .isEqualTo(answers.get(earlier));
                }
            }
            assertThat(fleet(0).journal(id, 0, 100)).hasSize(7);
        }
    }

    @Test
    void the_first_answer_is_given_again_after_a_restart_of_service_and_redis(RedisHandle redis) {
        fleet(0).install("restart", teaMachine(5));
        var first = PURCHASE.stream()
                .map(command -> fleet(0).execute("restart", command.apply(0)))
                .toList();

        redis.kill();
        redis.restart();

        try (var restarted = RedisReplica.of(redis)) {
            restarted.awaitAnswer();
            assertThat(PURCHASE)
                    .extracting(command -> restarted.fleet().execute("restart", command.apply(1)))
                    .isEqualTo(first);
        }
        replicas.forEach(RedisReplica::awaitAnswer);
        assertThat(version("restart")).isEqualTo(6);
    }

    @Test
    void a_command_that_was_acknowledged_is_there_when_redis_is_killed_at_once(RedisHandle redis) {
        fleet(0).install("killed", teaMachine(5));
        for (int i = 0; i < Rounds.of(5, 20); i++) {
            var coin = fleet(0).execute("killed", request("coin" + i, coin(i == 0 ? 50 : 20)));
            redis.kill();
            redis.restart();
            replicas.getFirst().awaitAnswer();

            assertThat(snapshot(coin)).isEqualTo(fleet(0).find("killed").orElseThrow());
            assertThat(fleet(0).journal("killed", 0, 100)).hasSize(i + 2);
        }
    }

    @Test
    void an_answer_is_remembered_for_24_hours_and_not_forever() {
        fleet(0).install("ttl", teaMachine(5));
        fleet(0).execute("ttl", request("done", coin(50)));
        fleet(0).execute("ttl", request("refused", new Command.MotorDone(1)));
        fleet(0).execute("ttl", expecting(1, "stale", select()));

        assertThat(Stream.of("done", "refused", "stale")).allSatisfy(command -> {
            long millis = replicas.getFirst()
                    .link()
                    .call(commands -> commands.pttl(RedisKeys.of("ttl").command(command)));
            assertThat(Duration.ofMillis(millis)).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        });
    }

    @Test
    void an_id_that_belongs_to_another_request_is_not_executed() {
        fleet(0).install("taken", teaMachine(5));
        var first = fleet(0).execute("taken", request("1", coin(50)));

        var other = fleet(1).execute("taken", request("1", select()));

        assertThat(other).isEqualTo(new Receipt.IdTaken());
        assertThat(version("taken")).isEqualTo(2);
        assertThat(fleet(2).execute("taken", request("1", coin(50)))).isEqualTo(first);
    }

    @Test
    void of_two_requests_that_share_an_id_and_a_moment_only_one_is_executed() {
        fleet(0).install("moment", teaMachine(5));
        // refused, so that the version stays and only the id tells that somebody was faster
        Passage overtaken = (_, moment) -> {
            if (moment == Moment.BEFORE_COMMIT) {
                fleet(1).execute("moment", request("1", new Command.MotorDone(1)));
            }
        };

        var slower = replicas.getFirst().fleet(Timeouts.USUAL, overtaken).execute("moment", request("1", coin(50)));

        assertThat(slower).isEqualTo(new Receipt.IdTaken());
        assertThat(version("moment")).isEqualTo(1);
    }

    @Test
    void the_same_id_at_another_machine_is_another_command() {
        fleet(0).install("here", teaMachine(5));
        fleet(0).install("there", teaMachine(5));

        fleet(0).execute("here", request("1", coin(50)));
        fleet(0).execute("there", request("1", coin(50)));

        assertThat(version("here")).isEqualTo(2);
        assertThat(version("there")).isEqualTo(2);
    }

    @Test
    void a_repeated_command_is_answered_as_before_even_when_the_version_it_expects_has_passed() {
        fleet(0).install("repeated", teaMachine(5));
        var first = fleet(0).execute("repeated", expecting(1, "1", coin(10)));
        fleet(0).execute("repeated", request("2", coin(10)));

        assertThat(fleet(1).execute("repeated", expecting(1, "1", coin(10)))).isEqualTo(first);
    }

    private static Snapshot snapshot(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Done(var machine, var _, var _) -> machine;
            case Receipt.Refused(var _, var machine, var _) -> machine;
            case Receipt.Stale(var machine, var _) -> machine;
            case Receipt.UnknownMachine _, Receipt.IdTaken _ ->
                throw new IllegalArgumentException("without a machine: " + receipt);
        };
    }

    private static long version(String id) {
        return fleet(0).find(id).orElseThrow().version();
    }

    private static RedisFleet fleet(int time) {
        return replicas.get(time % replicas.size()).fleet();
    }
}
