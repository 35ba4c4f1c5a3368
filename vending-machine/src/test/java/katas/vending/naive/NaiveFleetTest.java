package katas.vending.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import katas.lab.testing.MutableClock;
import katas.vending.Claim.Session;
import katas.vending.Coins;
import katas.vending.Command;
import katas.vending.Receipt;
import katas.vending.Refusal;
import katas.vending.Request;
import katas.vending.Snapshot;
import katas.vending.State;
import katas.vending.world.Setting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NaiveFleetTest {
    private static final Session ANN = new Session("ann");
    private static final Session BOB = new Session("bob");

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final NaiveFleet fleet = new NaiveFleet(clock);

    @BeforeEach
    void install() {
        assertThat(fleet.install("m", Setting.plain().installation())).isPresent();
    }

    @Test
    void sells_as_any_machine_while_nothing_goes_wrong() {
        execute("1", new Command.InsertCoin(50, ANN));
        execute("2", new Command.SelectSlot("A1", ANN));

        assertThat(execute("3", new Command.DropSeen(1))).isInstanceOfSatisfying(Receipt.Done.class, done -> {
            assertThat(done.machine().machine().state()).isEqualTo(new State.Idle());
            assertThat(done.machine().machine().tubes().content().value()).isEqualTo(60);
        });
    }

    @Test
    void tells_the_one_who_begins_a_session_how_to_spend_it_and_lets_everybody_else_spend_it_too() {
        assertThat(execute("1", new Command.InsertCoin(50, ANN)))
                .isInstanceOfSatisfying(
                        Receipt.Done.class, done -> assertThat(done.token()).isEqualTo("token of 1"));

        assertThat(execute("2", new Command.SelectSlot("A1", BOB))).isInstanceOf(Receipt.Done.class);
    }

    @Test
    void takes_a_repetition_for_a_second_command() {
        execute("1", new Command.InsertCoin(10, ANN));
        execute("1", new Command.InsertCoin(10, ANN));

        assertThat(fleet.find("m"))
                .hasValueSatisfying(found -> assertThat(found.machine().escrow())
                        .isEqualTo(Coins.of(10).plus(Coins.of(10))));
    }

    @Test
    void turns_the_motor_again_when_no_drop_was_seen_in_time() {
        execute("1", new Command.InsertCoin(50, ANN));
        execute("2", new Command.SelectSlot("A1", ANN));
        clock.advance(Duration.ofSeconds(60));

        execute("3", new Command.Tick());

        assertThat(fleet.find("m"))
                .hasValueSatisfying(
                        found -> assertThat(found.machine().lastOrder()).isEqualTo(2));
    }

    @Test
    void refuses_what_even_it_can_see_is_wrong() {
        assertThat(execute("1", new Command.SelectSlot("A1", ANN)))
                .isInstanceOfSatisfying(
                        Receipt.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.TOO_LITTLE_CREDIT));
        assertThat(fleet.execute("no such machine", request("2", new Command.Tick())))
                .isEqualTo(new Receipt.UnknownMachine());
        assertThat(fleet.install("m", Setting.plain().installation())).isEmpty();
    }

    @Test
    void keeps_no_journal_and_pages_through_its_machines() {
        fleet.install("a", Setting.plain().installation());
        fleet.install("z", Setting.plain().installation());

        assertThat(fleet.journal("m", 0, 10)).isEmpty();
        assertThat(fleet.page("a", 1)).extracting(Snapshot::id).containsExactly("m");
    }

    private Receipt execute(String id, Command command) {
        return fleet.execute("m", request(id, command));
    }

    private static Request request(String id, Command command) {
        return new Request(id, "fingerprint", command, null, "token of " + id);
    }
}
